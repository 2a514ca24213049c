-- How many tables the file has, whether the index of copies is among them, and whether sorted runs of sketches are.
SELECT
    count(*),
    coalesce(bool_or(schema_name = 'ops' AND table_name = 'copy_given'), false),
    coalesce(bool_or(schema_name = 'ops' AND table_name = 'copy_run'), false)
FROM duckdb_tables()
WHERE database_name = current_database() AND NOT internal AND NOT temporary

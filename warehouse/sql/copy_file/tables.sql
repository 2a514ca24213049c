-- How many tables the file has, and whether the index of copies is among them.
SELECT count(*), coalesce(bool_or(schema_name = 'ops' AND table_name = 'copy_given'), false)
FROM duckdb_tables()
WHERE database_name = current_database() AND NOT internal AND NOT temporary

-- Every column that a query can name, with its relation, types and comments; what is for people first.
SELECT
    columns.schema_name || '.' || columns.table_name AS relation,
    relations.comment AS relation_comment,
    columns.column_name,
    columns.data_type,
    columns.comment
FROM duckdb_columns() AS columns
JOIN (
    SELECT schema_name, table_name AS name, comment FROM duckdb_tables()
    UNION ALL
    SELECT schema_name, view_name, comment FROM duckdb_views()
) AS relations ON relations.schema_name = columns.schema_name AND relations.name = columns.table_name
WHERE columns.schema_name IN ('mart', 'core', 'raw', 'ops')
ORDER BY list_position(['mart', 'core', 'raw', 'ops'], columns.schema_name), relation, columns.column_index

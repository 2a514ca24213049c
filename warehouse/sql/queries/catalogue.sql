-- Every column of our tables and views with the comments on both, in the order of the page that is made from it.
SELECT
    columns.schema_name,
    columns.table_name,
    coalesce(tables.comment, views.comment) AS table_comment,
    columns.column_name,
    columns.data_type,
    columns.comment
FROM duckdb_columns() AS columns
LEFT JOIN duckdb_tables() AS tables
    ON tables.database_oid = columns.database_oid AND tables.schema_name = columns.schema_name AND tables.table_name = columns.table_name
LEFT JOIN duckdb_views() AS views
    ON views.database_oid = columns.database_oid AND views.schema_name = columns.schema_name AND views.view_name = columns.table_name
WHERE NOT columns.internal AND columns.schema_name IN ('raw', 'core', 'mart', 'ops')
ORDER BY columns.schema_name, columns.table_name, columns.column_index

-- Every table of the warehouse with a column that names an article, and that column.
SELECT format('"{}"."{}"', schema_name, table_name) AS relation, column_name
FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal AND schema_name IN ('core', 'raw', 'ops')
    AND column_name IN ('article_id', 'of_article_id', 'other_id') AND data_type = 'VARCHAR'
    AND table_oid IN (SELECT table_oid FROM duckdb_tables() WHERE NOT temporary)
ORDER BY ALL

-- Every table with rows that belong to a source.
SELECT format('"{}"."{}"', schema_name, table_name) AS relation
FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal AND schema_name IN ('core', 'raw', 'ops')
    AND column_name = 'source_id' AND table_name <> 'lease'
    AND table_oid IN (SELECT table_oid FROM duckdb_tables() WHERE NOT temporary)
ORDER BY ALL

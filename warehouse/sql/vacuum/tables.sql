-- Every table of a file ({database}), as it is written in SQL.
SELECT format('"{{}}"."{{}}"', schema_name, table_name)
FROM duckdb_tables()
WHERE database_name = '{database}' AND NOT internal AND NOT temporary
ORDER BY ALL

-- Every column that may hold text, of all tables of a database ({database}), quoted as SQL writes it.
SELECT
    format('"{{}}"."{{}}"', replace(schema_name, '"', '""'), replace(table_name, '"', '""')) AS relation,
    format('"{{}}"', replace(column_name, '"', '""')) AS "column",
    data_type
FROM duckdb_columns()
WHERE database_name = '{database}' AND NOT internal AND regexp_matches(data_type, 'VARCHAR|JSON|BLOB')
    AND table_oid IN (SELECT table_oid FROM duckdb_tables() WHERE database_name = '{database}' AND NOT temporary)
ORDER BY ALL

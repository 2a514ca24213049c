-- Every column of the catalogue that may hold text, with how it is read as text: rows that stand in the catalogue have
-- theirs as bytes.
SELECT
    format('"public"."{}"', table_name) AS relation,
    format('"{}"', column_name) AS "column",
    format(if(data_type = 'BLOB', 'TRY(decode("{}"))', '"{}"::VARCHAR'), column_name) AS said
FROM duckdb_columns()
WHERE database_name = 'catalogue' AND schema_name = 'public' AND regexp_matches(data_type, 'VARCHAR|JSON|BLOB')
ORDER BY ALL

-- The columns of each table of the catalogue that may hold text, with how each is read as text: rows that stand in the
-- catalogue have theirs as bytes.
SELECT
    format('catalogue."public"."{}"', table_name) AS relation,
    list(format('"{}"', column_name) ORDER BY column_index) AS columns,
    list(format(if(data_type = 'BLOB', 'TRY(decode("{}"))', '"{}"::VARCHAR'), column_name) ORDER BY column_index) AS texts
FROM duckdb_columns()
WHERE database_name = 'catalogue' AND schema_name = 'public' AND regexp_matches(data_type, 'VARCHAR|JSON|BLOB')
GROUP BY relation
ORDER BY relation

-- The keywords of DuckDB's SQL, in capitals; those that are never names first.
SELECT upper(keyword_name) AS name
FROM duckdb_keywords()
WHERE keyword_category IN ('reserved', 'type_function', 'column_name')
ORDER BY list_position(['reserved', 'column_name', 'type_function'], keyword_category), name

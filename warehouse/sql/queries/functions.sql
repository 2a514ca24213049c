-- The functions of DuckDB and the macros of schema mart; operators and internal names left out.
SELECT DISTINCT CASE WHEN schema_name = 'mart' THEN 'mart.' || function_name ELSE function_name END AS name
FROM duckdb_functions()
WHERE regexp_matches(function_name, '^[a-z][a-z0-9_]+$') AND NOT starts_with(function_name, 'pragma_')
ORDER BY name

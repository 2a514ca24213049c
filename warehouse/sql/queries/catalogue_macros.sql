-- Our table macros with their parameters and comments, for the page that is made of the catalogue.
SELECT schema_name, function_name, array_to_string(parameters, ', ') AS parameters, comment
FROM duckdb_functions()
WHERE function_type = 'table_macro' AND NOT internal AND schema_name IN ('raw', 'core', 'mart', 'ops')
ORDER BY schema_name, function_name

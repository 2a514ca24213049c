-- The tables of the catalogue that hold texts of rows, or did.
SELECT format('public."{}"', table_name)
FROM duckdb_tables()
WHERE database_name = 'catalogue' AND schema_name = 'public'
    AND regexp_matches(table_name, '^ducklake_(inlined_data_\d|inlined_delete_|file_column_stats$|table_column_stats$|snapshot)')
ORDER BY ALL

-- The least and greatest text of every column, which the catalogue keeps for a table as a whole and never takes back.
-- NULL means that they are not known; what DuckLake needs to pass files over, it has for each file.
UPDATE catalogue.public.ducklake_table_column_stats
SET min_value = NULL, max_value = NULL
FROM catalogue.public.ducklake_column AS described
WHERE described.table_id = ducklake_table_column_stats.table_id
    AND described.column_id = ducklake_table_column_stats.column_id
    AND described.column_type = 'varchar'

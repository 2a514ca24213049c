-- Functions of DuckDB that give the same answer for the same arguments, aggregates included; window functions and macros
-- are not in its list, or without a stability, so that the harmless ones are named.
SELECT DISTINCT lower(function_name)
FROM duckdb_functions()
WHERE function_type IN ('scalar', 'aggregate') AND stability = 'CONSISTENT'
UNION
SELECT unnest([
    'array_append', 'array_prepend', 'array_to_string', 'coalesce', 'cume_dist', 'dense_rank', 'first_value', 'lag',
    'last_value', 'lead', 'list_append', 'list_prepend', 'nth_value', 'ntile', 'percent_rank', 'rank', 'row_number',
    'split_part'
])

-- The columns of a Parquet file ({file}, an SQL string) that may hold text, quoted as SQL writes them.
SELECT format('"{{}}"', replace(column_name, '"', '""'))
FROM (DESCRIBE FROM read_parquet({file}))
WHERE regexp_matches(column_type, 'VARCHAR|JSON|BLOB')

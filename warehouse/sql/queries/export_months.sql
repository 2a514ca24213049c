-- The exported rows with the month by which the files are divided; NULL dates go to month "unknown".
COPY (
    SELECT *, coalesce(strftime(published_date, '%Y-%m'), 'unknown') AS month
    FROM ({query})
) TO {folder} (FORMAT parquet, PARTITION_BY (month), COMPRESSION zstd)

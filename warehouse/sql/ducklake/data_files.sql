-- Every Parquet file in the lake's folder, whether the catalogue knows it or not; {pattern} is an SQL string.
SELECT file FROM glob({pattern}) ORDER BY file

-- How large the files of the lake are as it stands.
SELECT coalesce(sum(file_size_bytes + delete_file_size_bytes), 0)::BIGINT, coalesce(sum(file_count + delete_file_count), 0)::BIGINT
FROM ducklake_table_info('warehouse')

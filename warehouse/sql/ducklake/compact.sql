-- Writes the rows that stand in the catalogue to files, small files together, and files anew that have lost many rows.
CALL ducklake_flush_inlined_data('warehouse');
CALL ducklake_rewrite_data_files('warehouse', delete_threshold => 0.2);
CALL ducklake_merge_adjacent_files('warehouse');

-- Writes rows that stand in the catalogue to files, and every file anew that has lost a row.
CALL ducklake_flush_inlined_data('warehouse');
CALL ducklake_rewrite_data_files('warehouse', delete_threshold => 0);

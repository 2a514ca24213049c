-- Writes the rows that stand in the catalogue to files.
CALL ducklake_flush_inlined_data('warehouse')

-- The number of the last snapshot.
SELECT id FROM ducklake_current_snapshot('warehouse')

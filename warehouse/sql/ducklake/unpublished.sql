-- Whether the lake has changed since it was last published.
SELECT id > $published FROM ducklake_current_snapshot('warehouse')

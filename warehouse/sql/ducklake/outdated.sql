-- Snapshots that nobody reads any more: older than the grace and neither published nor the last.
SELECT snapshot_id
FROM ducklake_snapshots('warehouse')
WHERE snapshot_time < now() - $grace::INTERVAL
    AND snapshot_id <> $published
    AND snapshot_id <> (SELECT id FROM ducklake_current_snapshot('warehouse'))
ORDER BY snapshot_id

-- Takes or renews the leases of the wanted sources.
INSERT INTO ops.lease (source_id, holder, acquired_at, expires_at)
SELECT value, $holder, $now, $expires_at FROM wanted
ON CONFLICT (source_id) DO UPDATE SET
    acquired_at = CASE WHEN lease.holder = excluded.holder THEN lease.acquired_at ELSE excluded.acquired_at END,
    holder = excluded.holder,
    expires_at = excluded.expires_at

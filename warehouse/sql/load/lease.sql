-- Takes or renews the lease of a source.
INSERT INTO ops.lease (source_id, holder, acquired_at, expires_at)
VALUES ($source_id, $holder, $now, $expires_at)
ON CONFLICT (source_id) DO UPDATE SET
    acquired_at = CASE WHEN lease.holder = excluded.holder THEN lease.acquired_at ELSE excluded.acquired_at END,
    holder = excluded.holder,
    expires_at = excluded.expires_at

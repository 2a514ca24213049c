-- Takes or renews the leases of the wanted sources.
MERGE INTO ops.lease AS stored
USING wanted
ON stored.source_id = wanted.value
WHEN MATCHED THEN UPDATE SET
    acquired_at = CASE WHEN stored.holder = $holder THEN stored.acquired_at ELSE $now END,
    holder = $holder,
    expires_at = $expires_at
WHEN NOT MATCHED THEN INSERT (source_id, holder, acquired_at, expires_at)
    VALUES (wanted.value, $holder, $now, $expires_at)

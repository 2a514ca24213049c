-- Every tombstone, latest first.
SELECT digest, kind, removal_id, forgotten_at
FROM ops.tombstone
ORDER BY forgotten_at DESC, kind, digest

-- Every removal, latest first, with what it left to be remembered.
SELECT
    removal.removal_id,
    removal.kind,
    removal.removed_at,
    removal.articles,
    removal.exchanges,
    count(tombstone.digest) AS tombstones
FROM ops.removal AS removal
LEFT JOIN ops.tombstone AS tombstone ON tombstone.removal_id = removal.removal_id
GROUP BY ALL
ORDER BY removal.removed_at DESC

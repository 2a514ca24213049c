-- name: duplicate-key
-- severity: structural
-- explains: State has one row per thing: a source, a run's part, a listing, an article to try again, a lease.
-- mend: Two writers wrote the same state, which the warehouse of one machine cannot: restore the latest backup, or delete the older rows.
WITH state AS (
    SELECT 'core.source' AS part, source_id, source_id AS key FROM core.source
    UNION ALL
    SELECT 'ops.run', source_id, run_id || ' ' || source_id FROM ops.run
    UNION ALL
    SELECT 'ops.cursor', source_id, source_id || ' ' || listing FROM ops.cursor
    UNION ALL
    SELECT 'ops.pending', source_id, source_id || ' ' || url_key FROM ops.pending
    UNION ALL
    SELECT 'ops.lease', source_id, source_id FROM ops.lease
)
SELECT part || ': ' || key AS subject, any_value(source_id) AS source_id, count(*) || ' rows' AS detail
FROM state
GROUP BY part, key
HAVING count(*) > 1

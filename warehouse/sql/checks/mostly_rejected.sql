-- name: mostly-rejected
-- severity: warning
-- explains: More than half of what the latest run of a source fetched was rejected; reasons are in ops.reject.
-- mend: khotin sql "from ops.reject" has each reason with its URL; khotin doctor SOURCE says what to do about them.
SELECT
    health.source_id AS subject,
    health.source_id,
    'run ' || run.run_id || ': ' || run.rejected || ' rejects, ' || run.fetched || ' fetched' AS detail
FROM mart.source_health AS health
JOIN ops.run AS run ON run.run_id = health.last_run_id AND run.source_id = health.source_id
WHERE run.state <> 'running' AND run.rejected * 2 > run.fetched AND run.rejected >= 5

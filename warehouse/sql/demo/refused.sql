-- The demo: what the given run could not use, and why.
SELECT source_id, stage, reason, url, detail
FROM ops.reject
WHERE run_id = $run_id
ORDER BY ALL

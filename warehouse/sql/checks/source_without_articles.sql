-- name: source-without-articles
-- severity: warning
-- explains: The latest run of an enabled source mentioned no article, although its listings had changed; its layout may be new.
-- mend: khotin sources check SOURCE --live shows what each listing answers and how many of its links the patterns let through.
SELECT health.source_id AS subject, health.source_id, 'run ' || run.run_id || ' (' || run.state || ') found none' AS detail
FROM mart.source_health AS health
JOIN ops.run AS run ON run.run_id = health.last_run_id AND run.source_id = health.source_id
WHERE health.enabled AND run.kind = 'run' AND run.state <> 'running' AND run.found = 0 AND run.not_modified = 0
    -- Nothing had changed where the run read none of the known listings, being not due, or each as it was before.
    AND NOT (
        run.state IN ('done', 'partial')
        AND EXISTS (SELECT 1 FROM ops.cursor AS known WHERE known.source_id = run.source_id)
        AND NOT EXISTS (
            SELECT 1
            FROM ops.cursor AS read
            WHERE read.source_id = run.source_id AND read.run_id = run.run_id AND coalesce(read.unchanged, 0) = 0
        )
    )

-- name: run-not-finished
-- severity: warning
-- explains: A run began more than a day ago and never ended: it was killed. What it had loaded is whole; the next run does the rest.
-- mend: Nothing need be done; if it happens again, look for what kills the process: memory, a shutdown, a time limit of the scheduler.
SELECT run_id || ' ' || source_id AS subject, source_id, 'began ' || strftime(started_at, '%Y-%m-%d %H:%M') || ' UTC' AS detail
FROM ops.run
WHERE state = 'running' AND started_at < $now - INTERVAL 1 DAY

-- name: pending-for-long
-- severity: warning
-- explains: An article has failed to come for more than three days; it may be gone.
-- mend: It is tried again at every run until KHOTIN_MAX_ATTEMPTS is reached, and then given up; nothing need be done.
SELECT url AS subject, source_id, attempts || ' attempts since ' || strftime(first_failed_at, '%Y-%m-%d') || coalesce(': ' || last_error, '') AS detail
FROM ops.pending
WHERE first_failed_at < $now - INTERVAL 3 DAY

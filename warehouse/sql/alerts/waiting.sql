-- What could not be told yet, and why.
SELECT channel, source_id, event, tried_at, attempts, error
FROM ops.alert
WHERE told_at IS NULL
ORDER BY channel, source_id

-- What each channel was told last of each source.
SELECT DISTINCT ON (channel, source_id) channel, source_id, event, severity, kind, since, told_at
FROM ops.alert
WHERE told_at IS NOT NULL
ORDER BY channel, source_id, told_at DESC

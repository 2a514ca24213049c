-- The state of the listings of the wanted sources.
SELECT
    source_id, listing, kind, polled_at, etag, last_modified, body_sha256, items, complete,
    changed_at, verified_at, unchanged, interval_seconds, distrust, ttl_seconds, max_age_seconds, skip_hours, skip_days
FROM ops.cursor
SEMI JOIN wanted ON wanted.value = cursor.source_id
ORDER BY source_id, listing

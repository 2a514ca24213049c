-- The state of a source's listings.
SELECT source_id, listing, kind, polled_at, etag, last_modified, body_sha256, items, complete
FROM ops.cursor
WHERE source_id = $source_id
ORDER BY listing

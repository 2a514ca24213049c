-- The leads of a source to try again, longest waiting first.
SELECT url, source_id, listing, title, published, modified, section, summary, listing_date, attempts
FROM ops.pending
WHERE source_id = $source_id
ORDER BY last_failed_at, url_key

-- The leads of the wanted sources to try again, longest waiting first.
SELECT url, source_id, listing, title, published, modified, section, summary, listing_date, attempts
FROM ops.pending
SEMI JOIN wanted ON wanted.value = pending.source_id
ORDER BY last_failed_at, url_key

-- Leads to try again. The first failure stays on record; the same failure twice rewrites nothing.
MERGE INTO ops.pending AS stored
USING (
    SELECT *
    FROM incoming_pending
    QUALIFY row_number() OVER (PARTITION BY source_id, url_key ORDER BY attempts DESC, item DESC) = 1
) AS incoming
ON stored.source_id = incoming.source_id AND stored.url_key = incoming.url_key
WHEN MATCHED AND incoming.loaded_at > stored.last_failed_at
THEN UPDATE SET
    url = incoming.url,
    listing = incoming.listing,
    title = incoming.title,
    published = incoming.published,
    modified = incoming.modified,
    section = incoming.section,
    summary = incoming.summary,
    listing_date = incoming.listing_date,
    attempts = incoming.attempts,
    last_failed_at = incoming.loaded_at,
    last_error = incoming.last_error
WHEN NOT MATCHED THEN INSERT
    (source_id, url_key, url, listing, title, published, modified, section, summary, listing_date, attempts, first_failed_at, last_failed_at, last_error)
    VALUES (incoming.source_id, incoming.url_key, incoming.url, incoming.listing, incoming.title, incoming.published,
            incoming.modified, incoming.section, incoming.summary, incoming.listing_date, incoming.attempts,
            incoming.loaded_at, incoming.loaded_at, incoming.last_error)

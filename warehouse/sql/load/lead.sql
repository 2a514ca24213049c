-- Mentions by listings: new ones are added, and rewritten only where the words that matter changed.
MERGE INTO ops.lead AS stored
USING (
    SELECT *
    FROM incoming_lead
    QUALIFY row_number() OVER (PARTITION BY source_id, url_key, listing ORDER BY item DESC) = 1
) AS incoming
ON stored.source_id = incoming.source_id AND stored.url_key = incoming.url_key AND stored.listing = incoming.listing
WHEN MATCHED AND incoming.lead_hash <> stored.lead_hash AND incoming.loaded_at >= stored.changed_at
THEN UPDATE SET
    url = incoming.url,
    title = incoming.title,
    published = incoming.published,
    modified = incoming.modified,
    section = incoming.section,
    summary = incoming.summary,
    listing_date = incoming.listing_date,
    lead_hash = incoming.lead_hash,
    changed_at = incoming.loaded_at
WHEN NOT MATCHED THEN INSERT
    (source_id, url_key, listing, url, title, published, modified, section, summary, listing_date, lead_hash, first_seen_at, changed_at)
    VALUES (incoming.source_id, incoming.url_key, incoming.listing, incoming.url, incoming.title, incoming.published,
            incoming.modified, incoming.section, incoming.summary, incoming.listing_date, incoming.lead_hash,
            incoming.loaded_at, incoming.loaded_at)

-- What each listing said of the wanted URL keys when they were last followed.
SELECT url_key, listing, lead_hash
FROM ops.lead
SEMI JOIN wanted ON wanted.value = lead.url_key
WHERE source_id = $source_id

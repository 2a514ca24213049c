-- Every address of the wanted hosts (host) that is written down beside the articles: to be compared by key.
WITH address AS (
    SELECT url FROM raw.fetch
    UNION
    SELECT final_url FROM raw.fetch
    UNION
    SELECT url FROM ops.reject
    UNION
    SELECT url FROM ops.lead
    UNION
    SELECT url FROM ops.pending
    UNION
    SELECT url FROM core.article
    UNION
    SELECT canonical_url FROM core.article
)
SELECT url
FROM address
WHERE url IS NOT NULL AND len(list_filter((SELECT list(value) FROM host), lambda name: contains(lower(url), name))) > 0

-- name: shared-canonical
-- severity: warning
-- explains: Five pages or more of a source with different texts, of those that it brought in the last seven days, name one and the same address as their own (rel=canonical).
-- mend: Nothing is lost by it: articles go by the address at which they were found. Do not link to canonical_url of this source.
SELECT
    canonical_url AS subject,
    source_id,
    count(*) || ' pages, such as ' || min(url) AS detail
FROM core.article
WHERE first_seen_at > $now - INTERVAL 7 DAY AND canonical_url IS NOT NULL
GROUP BY source_id, canonical_url
HAVING count(DISTINCT content_key) >= 5

-- name: orphan-bridge
-- severity: structural
-- explains: Countries and flags belong to an article, and an article has a country once.
SELECT bridge.article_id AS subject, NULL::VARCHAR AS source_id, 'country ' || bridge.iso3 || ' of no article' AS detail
FROM core.article_country AS bridge
ANTI JOIN core.article AS article ON article.article_id = bridge.article_id
UNION ALL
SELECT bridge.article_id, NULL, 'flag ' || bridge.flag || ' of no article'
FROM core.article_flag AS bridge
ANTI JOIN core.article AS article ON article.article_id = bridge.article_id
UNION ALL
SELECT article_id, NULL, 'country ' || iso3 || ' ' || count(*) || ' times'
FROM core.article_country
GROUP BY article_id, iso3
HAVING count(*) > 1

-- name: duplicate-version
-- severity: structural
-- explains: A version of an article has one row in core.article_version.
SELECT article_id AS subject, NULL::VARCHAR AS source_id, 'version ' || version || ' has ' || count(*) || ' rows' AS detail
FROM core.article_version
GROUP BY article_id, version
HAVING count(*) > 1

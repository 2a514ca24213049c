-- name: duplicate-version
-- severity: structural
-- explains: A version of an article has one row in core.article_version.
-- mend: Two writers loaded one version, which the warehouse of one machine cannot: restore the latest backup, or delete one row of each.
SELECT article_id AS subject, NULL::VARCHAR AS source_id, 'version ' || version || ' has ' || count(*) || ' rows' AS detail
FROM core.article_version
GROUP BY article_id, version
HAVING count(*) > 1

-- name: orphan-version
-- severity: structural
-- explains: Every version belongs to an article.
-- mend: Rows were deleted by hand, or a removal was cut short: repeat khotin forget, restore the latest backup, or delete the rows named here.
SELECT stored.article_id AS subject, NULL::VARCHAR AS source_id, 'version ' || stored.version || ' of no article' AS detail
FROM core.article_version AS stored
ANTI JOIN core.article AS article ON article.article_id = stored.article_id

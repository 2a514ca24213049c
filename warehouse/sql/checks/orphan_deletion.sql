-- name: orphan-deletion
-- severity: structural
-- explains: Every disappearance belongs to an article, and an article is gone only once at a time.
-- mend: Rows were deleted by hand, or a removal was cut short: repeat khotin forget, restore the latest backup, or delete the rows named here.
SELECT gone.article_id AS subject, gone.source_id, 'disappearance of no article' AS detail
FROM core.article_deletion AS gone
ANTI JOIN core.article AS article ON article.article_id = gone.article_id
UNION ALL
SELECT article_id, any_value(source_id), count(*) || ' disappearances at a time'
FROM core.article_deletion
WHERE restored_at IS NULL
GROUP BY article_id
HAVING count(*) > 1

-- name: orphan-story
-- severity: structural
-- explains: Story and article of every row of core.story_article exist, and an article is in one story at most.
-- mend: Rows were deleted by hand, or a removal was cut short: repeat khotin forget, restore the latest backup, or delete the rows named here.
SELECT member.article_id AS subject, NULL::VARCHAR AS source_id, 'in story ' || member.story_id || '; one of the two does not exist' AS detail
FROM core.story_article AS member
LEFT JOIN core.article AS article ON article.article_id = member.article_id
LEFT JOIN core.story AS story ON story.story_id = member.story_id
WHERE article.article_id IS NULL OR story.story_id IS NULL
UNION ALL
SELECT article_id, NULL, 'in ' || count(*) || ' stories'
FROM core.story_article
GROUP BY article_id
HAVING count(*) > 1
UNION ALL
SELECT story_id, NULL, count(*) || ' rows of one story'
FROM core.story
GROUP BY story_id
HAVING count(*) > 1

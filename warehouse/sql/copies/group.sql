-- The copies that each wanted article stands among, the original first, then by id; nothing where it stands alone.
WITH asked AS (
    SELECT wanted.value AS article_id, coalesce(duplicate.of_article_id, wanted.value) AS original_id
    FROM wanted
    LEFT JOIN core.duplicate AS duplicate ON duplicate.article_id = wanted.value
)
SELECT asked.article_id, [asked.original_id] || list(copy.article_id ORDER BY copy.article_id) AS members
FROM asked
JOIN core.duplicate AS copy ON copy.of_article_id = asked.original_id
GROUP BY asked.article_id, asked.original_id

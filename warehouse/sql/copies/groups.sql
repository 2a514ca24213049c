-- The members of the groups that articles stand in now.
WITH origin AS (
    SELECT coalesce(placed.of_article_id, wanted.value) AS article_id
    FROM wanted
    LEFT JOIN core.duplicate AS placed ON placed.article_id = wanted.value
)
SELECT article_id FROM origin
UNION
SELECT article_id FROM core.duplicate WHERE of_article_id IN (SELECT article_id FROM origin)

-- The articles that the old files have: two whole stories, one with a copy that was compared and one with two reports.
-- The newsstand's ids are never twice the same (they have its port), so that its titles decide which.
INSERT INTO few
WITH size AS (
    SELECT story_id, count(*) AS articles, count(duplicate.article_id) AS copies, min(title) AS first,
        count(*) FILTER (article_id IN (SELECT article_id FROM core.match)) AS compared,
        count(*) FILTER (article_id IN (SELECT article_id FROM core.article_event)) AS eventful
    FROM core.story_article
    JOIN core.article USING (article_id)
    LEFT JOIN core.duplicate USING (article_id)
    GROUP BY ALL
),
chosen AS (
    (SELECT story_id FROM size WHERE copies > 0 AND compared > 0 ORDER BY articles, first LIMIT 1)
    UNION ALL
    (SELECT story_id FROM size WHERE copies = 0 AND eventful > 0 AND articles = 2 ORDER BY first LIMIT 1)
)
SELECT article_id FROM core.story_article WHERE story_id IN (SELECT story_id FROM chosen)

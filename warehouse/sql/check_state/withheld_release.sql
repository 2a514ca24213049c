-- Articles that pass again, or fail with another text.
DELETE FROM ops.withheld AS stored
WHERE NOT EXISTS (
    SELECT 1
    FROM incoming_withheld AS failing
    JOIN core.article AS article ON article.article_id = failing.article_id
    WHERE failing.article_id = stored.article_id
        AND failing.check_name = stored.check_name
        AND article.content_hash = stored.content_hash
)

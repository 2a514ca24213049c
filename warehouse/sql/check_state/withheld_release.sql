-- Articles that pass again, or fail with another text.
DELETE FROM ops.withheld AS stored
WHERE NOT EXISTS (
    SELECT 1
    FROM ops.finding AS failing
    WHERE failing.article_id = stored.article_id
        AND failing.check_name = stored.check_name
        AND failing.content_hash = stored.content_hash
        AND failing.severity = 'row'
)

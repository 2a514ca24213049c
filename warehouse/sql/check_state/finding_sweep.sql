-- Findings of checks that are no more, or of articles that are no more.
DELETE FROM ops.finding AS stored
WHERE stored.check_name NOT IN (SELECT check_name FROM incoming_definition)
    OR NOT EXISTS (SELECT 1 FROM core.article AS article WHERE article.article_id = stored.article_id)

-- Findings of the checks that have just run, on the articles that they looked at: what is found again comes back next.
DELETE FROM ops.finding AS stored
WHERE stored.check_name IN (SELECT value FROM incoming_ran)
    AND stored.article_id IN (SELECT article_id FROM check_scope)

-- Articles that were made anew are looked at by the next check, though no batch has loaded them.
INSERT INTO ops.recheck
SELECT article_id
FROM staged
WHERE is_current

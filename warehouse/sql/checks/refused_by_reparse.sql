-- name: refused-by-reparse
-- severity: row
-- explains: A reparse took the page of the current version for no article, and was told to apply that (--apply-rejects).
-- mend: Nothing need be done; a later reparse that takes the page brings the article back, and khotin forget removes it for good.
SELECT
    checked.article_id AS subject,
    checked.source_id,
    'its page is refused by version ' || refusal.code_version || ': ' || refusal.reason || ' (' || refusal.detail || ')' AS detail
FROM checked
JOIN ops.reparse_refusal AS refusal ON refusal.article_id = checked.article_id AND refusal.version = checked.version
WHERE refusal.applied

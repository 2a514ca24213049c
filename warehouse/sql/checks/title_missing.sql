-- name: title-missing
-- severity: warning
-- explains: An article from the web has no title.
-- mend: Correct title in the source's [[layouts]], then khotin reparse.
SELECT article_id AS subject, source_id, 'no title' AS detail
FROM checked
WHERE title IS NULL AND url LIKE 'http%'

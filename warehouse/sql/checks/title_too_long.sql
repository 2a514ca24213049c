-- name: title-too-long
-- severity: warning
-- explains: A title is longer than 300 characters: the layout takes more than the headline for it.
-- mend: Correct title in the source's [[layouts]], then khotin reparse.
SELECT article_id AS subject, source_id, length(title) || ' characters' AS detail
FROM checked
WHERE length(title) > 300

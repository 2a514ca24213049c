-- Rows of the current version of every staged article.
INSERT INTO core.duplicate BY NAME
SELECT incoming.* EXCLUDE (item)
FROM incoming_duplicate AS incoming
JOIN staged ON staged.item = incoming.item
WHERE staged.is_current

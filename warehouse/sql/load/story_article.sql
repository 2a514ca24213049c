-- Rows of the current version of every staged article.
INSERT INTO core.story_article BY NAME
SELECT incoming.* EXCLUDE (item, founds)
FROM incoming_story_article AS incoming
JOIN staged ON staged.item = incoming.item
WHERE staged.is_current

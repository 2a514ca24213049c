-- The current version of every staged article.
INSERT INTO core.article BY NAME
SELECT incoming.* EXCLUDE (item), staged.version, staged.first_seen_at
FROM incoming_article AS incoming
JOIN staged ON staged.item = incoming.item

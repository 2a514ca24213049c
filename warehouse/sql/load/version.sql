-- The words of every staged item.
INSERT INTO core.article_version BY NAME
SELECT incoming.* EXCLUDE (item), staged.version
FROM incoming_version AS incoming
JOIN staged ON staged.item = incoming.item

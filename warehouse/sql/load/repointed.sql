-- An original that was published later than a new article is superseded by it: its copies are copies of the new one.
UPDATE core.duplicate AS duplicate
SET of_article_id = incoming.of_article_id, run_id = incoming.run_id, loaded_at = incoming.loaded_at
FROM incoming_superseded AS incoming
JOIN staged ON staged.item = incoming.item
WHERE staged.is_new AND duplicate.of_article_id = incoming.article_id

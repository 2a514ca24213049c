-- Pages that were refused and are an article now belong to it.
UPDATE raw.fetch AS stored
SET article_id = incoming.article_id
FROM incoming_taken AS incoming
WHERE stored.fetch_id = incoming.fetch_id AND stored.article_id IS NULL

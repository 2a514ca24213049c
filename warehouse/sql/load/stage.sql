-- Which items of the batch are of articles that are stored, and whether those have the very words of the item. This
-- reads all rows of core.article for every batch, but nothing of them beyond two columns of numbers.
WITH incoming AS (
    SELECT item, md5_number_lower(article_id) AS article_key, md5_number_lower(article_id || content_hash) AS words_key
    FROM candidate
)
SELECT incoming.item, current.words_key = incoming.words_key
FROM core.article AS current
JOIN incoming ON incoming.article_key = current.article_key

-- The current version of every staged article.
INSERT INTO core.article BY NAME
SELECT
    incoming.*,
    md5_number_lower(incoming.article_id) AS article_key,
    md5_number_lower(incoming.article_id || incoming.content_hash) AS words_key
FROM incoming_article AS incoming

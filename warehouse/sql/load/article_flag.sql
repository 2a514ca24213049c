-- Rows of the current version of every staged article.
INSERT INTO core.article_flag BY NAME
SELECT incoming.* EXCLUDE (item)
FROM incoming_article_flag AS incoming

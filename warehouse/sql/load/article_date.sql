-- Dates of the current version of every staged article, each once.
INSERT INTO core.article_date BY NAME
SELECT DISTINCT ON (incoming.item, incoming.edtf) incoming.* EXCLUDE (item)
FROM incoming_article_date AS incoming

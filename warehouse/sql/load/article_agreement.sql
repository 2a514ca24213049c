-- Agreements of the current version of every staged article, each once.
INSERT INTO core.article_agreement BY NAME
SELECT DISTINCT ON (incoming.item, incoming.name) incoming.* EXCLUDE (item)
FROM incoming_article_agreement AS incoming

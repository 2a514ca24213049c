-- Organisations of the current version of every staged article, each once.
INSERT INTO core.article_organisation BY NAME
SELECT DISTINCT ON (incoming.item, incoming.name) incoming.* EXCLUDE (item)
FROM incoming_article_organisation AS incoming

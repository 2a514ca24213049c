-- Countries of the current version of every staged article, each once.
INSERT INTO core.article_country BY NAME
SELECT DISTINCT ON (incoming.item, incoming.iso3) incoming.* EXCLUDE (item)
FROM incoming_article_country AS incoming

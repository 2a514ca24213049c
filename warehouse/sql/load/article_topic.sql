-- Topics of the current version of every staged article, each once.
INSERT INTO core.article_topic BY NAME
SELECT DISTINCT ON (incoming.item, incoming.code) incoming.* EXCLUDE (item)
FROM incoming_article_topic AS incoming

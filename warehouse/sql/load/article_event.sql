-- Events of the current version of every staged article, each once.
INSERT INTO core.article_event BY NAME
SELECT DISTINCT ON (incoming.item, incoming."position") incoming.* EXCLUDE (item)
FROM incoming_article_event AS incoming

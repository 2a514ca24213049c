-- Events of the current version of every staged article.
INSERT INTO core.article_event BY NAME
SELECT * FROM incoming_article_event

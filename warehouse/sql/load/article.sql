-- The current version of every staged article.
INSERT INTO core.article BY NAME
SELECT * FROM incoming_article

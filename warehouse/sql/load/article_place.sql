-- Places of the current version of every staged article.
INSERT INTO core.article_place BY NAME
SELECT * FROM incoming_article_place

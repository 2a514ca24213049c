-- Countries of the current version of every staged article.
INSERT INTO core.article_country BY NAME
SELECT * FROM incoming_article_country

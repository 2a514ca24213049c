-- Dates of the current version of every staged article.
INSERT INTO core.article_date BY NAME
SELECT * FROM incoming_article_date

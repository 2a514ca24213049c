-- Agreements of the current version of every staged article.
INSERT INTO core.article_agreement BY NAME
SELECT * FROM incoming_article_agreement

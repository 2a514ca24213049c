-- Organisations of the current version of every staged article.
INSERT INTO core.article_organisation BY NAME
SELECT * FROM incoming_article_organisation

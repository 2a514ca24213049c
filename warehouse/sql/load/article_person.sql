-- Persons of the current version of every staged article.
INSERT INTO core.article_person BY NAME
SELECT * FROM incoming_article_person

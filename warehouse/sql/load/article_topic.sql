-- Topics of the current version of every staged article.
INSERT INTO core.article_topic BY NAME
SELECT * FROM incoming_article_topic

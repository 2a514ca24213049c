-- Where the articles that checks name were found.
SELECT article.article_id, article.url
FROM core.article AS article
SEMI JOIN wanted ON wanted.value = article.article_id

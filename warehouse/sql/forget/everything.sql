-- Every article.
SELECT article_id, source_id, url_key, url
FROM core.article

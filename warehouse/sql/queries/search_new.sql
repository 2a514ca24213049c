-- The words of articles that the full-text index does not have, so many at a time.
SELECT article.article_id, article.version, stored.title, stored.summary, stored.body
FROM core.article AS article
ANTI JOIN ops.search_document AS document
    ON document.article_id = article.article_id AND document.version = article.version
JOIN core.article_version AS stored ON stored.article_id = article.article_id AND stored.version = article.version
LIMIT ?

-- What is shown of articles that were found, besides their texts; by their place in the table too.
SELECT
    article.article_id,
    article.version,
    article.source_id,
    article.published_edtf,
    article.language,
    duplicate.of_article_id AS duplicate_of,
    article.url
FROM core.article AS article
LEFT JOIN core.duplicate AS duplicate ON duplicate.article_id = article.article_id
WHERE article.rowid IN (SELECT unnest($places::BIGINT[]))

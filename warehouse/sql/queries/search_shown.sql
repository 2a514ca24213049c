-- What is shown of articles that were found. A query of its own, since a join with the ranking would read every
-- text; the ids as constants, so that only the parts of the table are read that hold them.
SELECT
    article.article_id,
    article.source_id,
    article.published_edtf,
    stored.title,
    stored.summary,
    stored.body,
    article.language,
    duplicate.of_article_id AS duplicate_of,
    article.url
FROM core.article_version AS stored
JOIN core.article AS article ON article.article_id = stored.article_id AND article.version = stored.version
LEFT JOIN core.duplicate AS duplicate ON duplicate.article_id = stored.article_id
WHERE stored.article_id IN ({ids})

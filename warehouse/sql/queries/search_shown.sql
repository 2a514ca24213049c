-- What is shown of articles that were found. A query of its own, since a join with the ranking would read every text.
-- Texts by their place in the table, because DuckDB unpacks only the vectors of those rows then: of 100,000 articles 20
-- cost 55 ms of CPU by rowid, 130 by article_id, and 5 to 9 without the body, whose list is unpacked 2,048 rows at a time.
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
WHERE stored.rowid IN (SELECT unnest($places::BIGINT[]))

-- The articles of documents that were found, where they stand in the table, and when they were published, by which those
-- that are equally good are sorted.
SELECT
    document.doc,
    article.article_id,
    article.rowid AS place,
    epoch_us(coalesce(article.published_at, article.published_date::TIMESTAMPTZ, article.first_seen_at)) AS published
FROM ops.search_document AS document
JOIN core.article AS article ON article.article_id = document.article_id
WHERE document.doc IN (SELECT unnest($docs::INTEGER[]))

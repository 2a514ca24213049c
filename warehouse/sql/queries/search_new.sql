-- The words of articles that are to be shown and that the full-text index does not have, so many at a time. The rows are
-- found first and read by their number: a join that carries the texts along would read them all.
WITH fresh AS MATERIALIZED (
    SELECT stored.rowid AS place
    FROM core.article AS article
    ANTI JOIN ops.search_document AS document
        ON document.article_id = article.article_id AND document.version = article.version
    ANTI JOIN ops.withheld AS withheld ON withheld.article_id = article.article_id
    JOIN core.article_version AS stored ON stored.article_id = article.article_id AND stored.version = article.version
    LIMIT ?
)
SELECT article_id, version, title, summary, body FROM core.article_version WHERE rowid IN (SELECT place FROM fresh)

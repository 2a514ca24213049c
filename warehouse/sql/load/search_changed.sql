-- What the full-text index and the articles do not have in common: documents of versions that are not current any more,
-- of articles that are gone or withheld (doc), and articles whose version has no document (article_id). One comparison for
-- both, because it looks at everything that there is.
CREATE OR REPLACE TEMP TABLE search_change AS
SELECT document.doc, article.article_id, article.version
FROM (
    SELECT article_id, version FROM core.article ANTI JOIN ops.withheld USING (article_id)
) AS article
FULL JOIN ops.search_document AS document
    ON document.article_id = article.article_id AND document.version = article.version
WHERE document.doc IS NULL OR article.article_id IS NULL

-- The documents of versions that are not current any more, of articles that are gone, and of those that are withheld;
-- their rows count for nothing from now on and are left behind when rows move.
DELETE FROM ops.search_document
WHERE NOT EXISTS (
        FROM core.article AS article
        WHERE article.article_id = search_document.article_id AND article.version = search_document.version
    )
    OR article_id IN (SELECT article_id FROM ops.withheld)

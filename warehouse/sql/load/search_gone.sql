-- The documents of versions that are not current any more, and of articles that are gone; their rows count for nothing
-- from now on and are left behind when rows move.
DELETE FROM ops.search_document
WHERE NOT EXISTS (
    FROM core.article AS article
    WHERE article.article_id = search_document.article_id AND article.version = search_document.version
)

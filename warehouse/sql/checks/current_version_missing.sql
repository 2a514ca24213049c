-- name: current-version-missing
-- severity: structural
-- explains: The current version of every article is in core.article_version, with the same text; without it the article has no words.
-- mend: The text is gone from the file: restore the latest backup (khotin restore), or fetch the articles again from the archive with khotin reparse.
SELECT article.article_id AS subject, article.source_id, 'no row for version ' || article.version || ' with its content hash' AS detail
FROM core.article AS article
ANTI JOIN core.article_version AS stored
    ON stored.article_id = article.article_id
    AND stored.version = article.version
    AND stored.content_hash = article.content_hash

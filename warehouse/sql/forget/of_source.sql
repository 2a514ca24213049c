-- The articles of a source.
SELECT article_id, source_id, url_key, url
FROM core.article
WHERE source_id = $source_id
ORDER BY article_id

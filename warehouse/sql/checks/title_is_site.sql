-- name: title-is-site
-- severity: warning
-- explains: The title of an article is the name of its source or publisher: the headline was not found.
-- mend: Correct title in the source's [[layouts]], then khotin reparse.
SELECT checked.article_id AS subject, checked.source_id, 'titled "' || checked.title || '"' AS detail
FROM checked
LEFT JOIN core.source AS source ON source.source_id = checked.source_id
WHERE lower(trim(checked.title)) IN (lower(source.name), lower(source.publisher), lower(checked.publisher))
    AND checked.url LIKE 'http%'

-- Articles by their id, their URL or its key ($wanted), whichever of these was given.
SELECT article_id, source_id, url_key, url
FROM core.article
WHERE article_id = $wanted OR url = $wanted OR canonical_url = $wanted OR url_key = $url_key
ORDER BY source_id, article_id

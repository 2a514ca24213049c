-- Articles of a source that are older than is kept: published, or first seen where no day is known, before $before.
SELECT article_id, source_id, url_key, url
FROM core.article
WHERE source_id = $source_id AND coalesce(published_at, published_date::TIMESTAMPTZ, first_seen_at) < $before
ORDER BY article_id

-- name: published-in-future
-- severity: row
-- explains: Nothing is published more than two days after it was first seen; such a date was misread.
SELECT
    article_id AS subject,
    source_id,
    'published ' || published_edtf || ', first seen ' || strftime(first_seen_at, '%Y-%m-%d') AS detail
FROM core.article
WHERE coalesce(published_at, published_date::TIMESTAMPTZ) > first_seen_at + INTERVAL 2 DAY

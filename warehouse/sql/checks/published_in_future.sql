-- name: published-in-future
-- severity: row
-- explains: Nothing is published more than two days after it was first seen; such a date was misread.
-- mend: Set date_order or published in the source's [[layouts]], then khotin reparse.
SELECT
    article_id AS subject,
    source_id,
    'published ' || published_edtf || ', first seen ' || strftime(first_seen_at, '%Y-%m-%d') AS detail
FROM checked
WHERE coalesce(published_at, published_date::TIMESTAMPTZ) > first_seen_at + INTERVAL 2 DAY

-- name: published-too-early
-- severity: row
-- explains: Nothing is published before 1900; such a date was misread.
-- mend: Set date_order or published in the source's [[layouts]], then khotin reparse.
SELECT article_id AS subject, source_id, 'published ' || published_edtf AS detail
FROM checked
WHERE coalesce(published_at, published_date::TIMESTAMPTZ) < TIMESTAMPTZ '1900-01-01 00:00:00+00'

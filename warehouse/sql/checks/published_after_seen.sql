-- name: published-after-seen
-- severity: warning
-- explains: An article says that it was published more than an hour after it was first seen: a clock that is wrong, or a time zone that was misread.
-- mend: If the hours are those of the source's offset from UTC, its timezone or the page's offset is wrong: correct the source file, then khotin reparse.
SELECT
    article_id AS subject,
    source_id,
    'published ' || published_edtf || ', first seen ' || strftime(first_seen_at, '%Y-%m-%d %H:%M') || ' UTC, '
        || round(date_diff('minute', first_seen_at, published_at) / 60, 1) || ' hours earlier' AS detail
FROM checked
WHERE published_precision = 'minute'
    AND published_at > first_seen_at + INTERVAL 1 HOUR
    AND published_at <= first_seen_at + INTERVAL 2 DAY

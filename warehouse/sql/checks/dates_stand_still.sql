-- name: dates-stand-still
-- severity: warning
-- explains: What a source brought on three days or more of the last seven, ten articles at least, nearly all (nine in ten) bears one and the same day: a date of the page's furniture is taken for that of the article.
-- mend: Set published in the source's [[layouts]], then khotin reparse.
WITH dated AS (
    SELECT source_id, published_date, first_seen_at::DATE AS seen
    FROM core.article
    WHERE first_seen_at > $now - INTERVAL 7 DAY AND published_date IS NOT NULL
),
usual AS (
    SELECT source_id, mode(published_date) AS day FROM dated GROUP BY source_id
)
SELECT
    dated.source_id AS subject,
    dated.source_id,
    count(*) FILTER (published_date = usual.day) || ' of ' || count(*) || ' articles, seen on ' || count(DISTINCT seen)
        || ' days, are dated ' || any_value(usual.day) AS detail
FROM dated
JOIN usual ON usual.source_id = dated.source_id
GROUP BY dated.source_id
HAVING count(*) >= 10
    AND count(DISTINCT seen) FILTER (published_date = usual.day) >= 3
    AND count(*) FILTER (published_date = usual.day) >= 0.9 * count(*)

-- name: dates-follow-visits
-- severity: warning
-- explains: Nine in ten articles that a source brought in the last seven days, ten at least, were published within a minute of their being fetched: the page shows the time of day, not that of the article.
-- mend: Set published in the source's [[layouts]], then khotin reparse.
SELECT
    source_id AS subject,
    source_id,
    count(*) FILTER (abs(date_diff('second', published_at, fetched_at)) <= 60) || ' of ' || count(*)
        || ' articles are dated to the minute of the visit' AS detail
FROM core.article
WHERE first_seen_at > $now - INTERVAL 7 DAY AND published_precision = 'minute'
GROUP BY source_id
HAVING count(*) >= 10 AND count(*) FILTER (abs(date_diff('second', published_at, fetched_at)) <= 60) >= 0.9 * count(*)

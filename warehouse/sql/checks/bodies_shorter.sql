-- name: bodies-shorter
-- severity: warning
-- explains: Texts of the last three days are typically (by the median) less than a third as long as those that the source brought in the sixty days before; ten and thirty articles are needed to say so.
-- mend: Open one of the latest: a redesign that the layout misses, or a wall. After correcting body in [[layouts]]: khotin reparse.
WITH length AS (
    SELECT source_id, word_count, first_seen_at > $now - INTERVAL 3 DAY AS recent
    FROM core.article
    WHERE first_seen_at > $now - INTERVAL 63 DAY
)
SELECT
    source_id AS subject,
    source_id,
    'typically ' || median(word_count) FILTER (recent)::INTEGER || ' words in the last three days, '
        || median(word_count) FILTER (NOT recent)::INTEGER || ' before' AS detail
FROM length
GROUP BY source_id
HAVING count(*) FILTER (recent) >= 10
    AND count(*) FILTER (NOT recent) >= 30
    AND median(word_count) FILTER (recent) * 3 < median(word_count) FILTER (NOT recent)

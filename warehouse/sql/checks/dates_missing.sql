-- name: dates-missing
-- severity: warning
-- explains: More than half of what a source brought in the last seven days, ten articles at least, has no date of publication.
-- mend: Set published (and date_order) in the source's [[layouts]], then khotin reparse.
SELECT
    source_id AS subject,
    source_id,
    count(*) FILTER (published_edtf IS NULL) || ' of ' || count(*) || ' articles without a date' AS detail
FROM core.article
WHERE first_seen_at > $now - INTERVAL 7 DAY AND url LIKE 'http%'
GROUP BY source_id
HAVING count(*) >= 10 AND count(*) FILTER (published_edtf IS NULL) * 2 > count(*)

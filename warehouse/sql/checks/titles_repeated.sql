-- name: titles-repeated
-- severity: warning
-- explains: Half of what a source brought in the last seven days, ten articles at least, share their titles with articles of another text: the layout takes the name of a section for the headline.
-- mend: Correct title in the source's [[layouts]], then khotin reparse.
WITH recent AS (
    SELECT source_id, title, count(*) AS articles, count(DISTINCT content_key) AS texts
    FROM core.article
    WHERE first_seen_at > $now - INTERVAL 7 DAY AND title IS NOT NULL
    GROUP BY source_id, title
)
SELECT
    source_id AS subject,
    source_id,
    sum(articles) FILTER (texts >= 3) || ' of ' || sum(articles) || ' articles, '
        || max(articles) FILTER (texts >= 3) || ' of them titled "' || left(arg_max(title, articles) FILTER (texts >= 3), 80) || '"' AS detail
FROM recent
GROUP BY source_id
HAVING sum(articles) FILTER (texts >= 3) * 2 >= sum(articles) AND sum(articles) >= 10

-- What was read of article pages of every source: the latest (is_recent: of two days, $most at most and three at least),
-- and those before them since $since.
WITH numbered AS (
    SELECT
        article_id,
        source_id,
        url,
        published_date IS NULL AND (published_edtf IS NULL OR published_edtf = '') AS is_undated,
        published_date > first_seen_at::DATE + 1 AS is_future,
        row_number() OVER (PARTITION BY source_id ORDER BY loaded_at DESC, article_id) AS place,
        place <= 3 OR (place <= $most AND loaded_at > max(loaded_at) OVER (PARTITION BY source_id) - INTERVAL 2 DAY) AS is_recent
    FROM core.article
    WHERE loaded_at > $since
),
missed AS (
    SELECT DISTINCT article_id
    FROM core.article_flag
    WHERE flag = 'layout_miss'
)
SELECT
    numbered.source_id,
    numbered.is_recent,
    count(*)::INTEGER AS read,
    count(missed.article_id)::INTEGER AS layout_missed,
    count(*) FILTER (is_undated)::INTEGER AS undated,
    count(*) FILTER (is_future)::INTEGER AS future,
    any_value(numbered.url) FILTER (missed.article_id IS NOT NULL) AS layout_url,
    any_value(numbered.url) FILTER (is_undated OR is_future) AS date_url
FROM numbered
LEFT JOIN missed ON missed.article_id = numbered.article_id
GROUP BY numbered.source_id, numbered.is_recent

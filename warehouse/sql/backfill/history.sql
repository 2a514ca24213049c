-- What is known of a source that tells how much work its past will be: bytes of a page, articles of a usual day, and
-- the articles of each day from $since to $until that are there already.
SELECT
    (
        SELECT avg(bytes)
        FROM raw.fetch
        WHERE source_id = $source_id AND purpose IN ('article', 'document') AND status = 200 AND bytes > 0
    ) AS page_bytes,
    (
        SELECT median(articles)
        FROM (
            SELECT count(*) AS articles
            FROM core.article
            WHERE source_id = $source_id AND published_date IS NOT NULL
            GROUP BY published_date
        ) AS by_day
    ) AS articles_a_day,
    (
        SELECT list({'day': published_date, 'articles': articles})
        FROM (
            SELECT published_date, count(*) AS articles
            FROM core.article
            WHERE source_id = $source_id AND published_date BETWEEN $since AND $until
            GROUP BY published_date
        ) AS in_window
    ) AS held

-- name: fewer-than-expected
-- severity: warning
-- explains: On its latest complete day a source brought fewer articles than min_articles_per_day in [expect] of its file. Only days on which it was harvested, before and after which it was too, count.
-- mend: khotin doctor SOURCE says what its listings answered; a quiet day of a healthy source asks for a lower min_articles_per_day.
WITH clock AS (
    SELECT source_id, expected_per_day, coalesce(timezone, 'UTC') AS zone, (timezone(coalesce(timezone, 'UTC'), $now))::DATE AS today
    FROM core.source
    WHERE enabled AND expected_per_day > 0
),
harvest AS (
    SELECT clock.source_id, timezone(clock.zone, run.started_at)::DATE AS day
    FROM clock
    JOIN ops.run AS run ON run.source_id = clock.source_id
    WHERE run.kind = 'run' AND run.state IN ('done', 'partial') AND run.started_at > $now - INTERVAL 9 DAY
    UNION
    SELECT clock.source_id, timezone(clock.zone, min(run.started_at))::DATE
    FROM clock
    JOIN ops.run AS run ON run.source_id = clock.source_id
    WHERE run.kind = 'run' AND run.state IN ('done', 'partial')
    GROUP BY clock.source_id, clock.zone
),
counted AS (
    SELECT clock.source_id, clock.expected_per_day, clock.today, day.day::DATE AS day
    FROM clock, (SELECT unnest(generate_series(1, 7)) AS back) AS week, LATERAL (SELECT clock.today - week.back::INTEGER AS day) AS day
    WHERE EXISTS (SELECT 1 FROM harvest WHERE harvest.source_id = clock.source_id AND harvest.day = day.day)
        AND EXISTS (SELECT 1 FROM harvest WHERE harvest.source_id = clock.source_id AND harvest.day < day.day)
        AND EXISTS (SELECT 1 FROM harvest WHERE harvest.source_id = clock.source_id AND harvest.day > day.day)
),
came AS (
    SELECT
        article.source_id,
        coalesce(article.published_date, article.listing_date, timezone(clock.zone, article.first_seen_at)::DATE) AS day,
        count(*) AS articles
    FROM core.article AS article
    JOIN clock ON clock.source_id = article.source_id
    WHERE article.first_seen_at > $now - INTERVAL 9 DAY OR article.published_date >= clock.today - 7
    GROUP BY ALL
),
day_by_day AS (
    SELECT counted.*, coalesce(came.articles, 0) AS articles, coalesce(came.articles, 0) < counted.expected_per_day AS below
    FROM counted
    LEFT JOIN came ON came.source_id = counted.source_id AND came.day = counted.day
)
SELECT
    source_id AS subject,
    source_id,
    'expected at least ' || any_value(expected_per_day) || ' a day, came ' || arg_max(articles, day) || ' on ' || max(day)
        || if(count(*) FILTER (below) > 1, '; below on ' || count(*) FILTER (below) || ' of the last ' || count(*) || ' days', '') AS detail
FROM day_by_day
GROUP BY source_id
HAVING arg_max(below, day) AND max(day) = any_value(today) - 1

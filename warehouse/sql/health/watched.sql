-- The periods in which runs read the listings of a source without a pause of more than $blink seconds, to the hour: a
-- quarter's runs of a schedule of 15 minutes are 9,000 a source, and its hours 2,200.
WITH read AS (
    SELECT source_id, date_trunc('hour', started_at) AS hour, max(started_at) AS last
    FROM ops.run
    WHERE kind = 'run' AND state IN ('done', 'partial') AND started_at > $since
    GROUP BY ALL
),
paused AS (
    SELECT
        source_id,
        hour,
        last,
        coalesce(hour - lag(hour) OVER (PARTITION BY source_id ORDER BY hour) > to_seconds($blink), true) AS begins
    FROM read
),
numbered AS (
    SELECT
        source_id,
        hour,
        last,
        sum(begins::INTEGER) OVER (PARTITION BY source_id ORDER BY hour ROWS UNBOUNDED PRECEDING) AS period
    FROM paused
)
SELECT source_id, min(hour) AS first, max(last) AS last
FROM numbered
GROUP BY source_id, period
ORDER BY source_id, first

-- The sources that were harvested or are configured, with their first and latest run. Runs that were skipped or that
-- still go on say nothing; one that was cut off is passed over in favour of the one before.
WITH harvested AS (
    SELECT
        source_id,
        min(started_at) AS first_run_at,
        max(started_at) FILTER (state <> 'running') AS last_run_at,
        arg_max(state, started_at) FILTER (state <> 'running') AS last_state,
        arg_max(coalesce(message, ''), started_at) FILTER (state <> 'running') AS last_message
    FROM ops.run
    WHERE kind = 'run' AND state <> 'skipped'
    GROUP BY source_id
),
newest AS (
    SELECT source_id, max(published_date) AS newest
    FROM core.article
    WHERE published_date <= $now::DATE + 1
    GROUP BY source_id
)
SELECT
    source.source_id,
    source.enabled,
    source.country,
    source.timezone,
    source.schedule,
    source.homepage,
    harvested.first_run_at,
    harvested.last_run_at,
    harvested.last_state,
    nullif(harvested.last_message, '') AS last_message,
    newest.newest
FROM core.source AS source
JOIN harvested ON harvested.source_id = source.source_id
LEFT JOIN newest ON newest.source_id = source.source_id
ORDER BY source.source_id

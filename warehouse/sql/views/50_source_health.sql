-- How each source fares: the doctor's verdict, its latest run, and what it has brought. Sources that are no longer configured, and
-- the source of local documents, are here too.
CREATE VIEW mart.source_health AS
WITH known AS (
    SELECT source_id FROM core.source
    UNION
    SELECT source_id FROM ops.run
    UNION
    SELECT source_id FROM core.article
),
latest AS (
    SELECT DISTINCT ON (source_id) *
    FROM ops.run
    WHERE state <> 'skipped'
    ORDER BY source_id, started_at DESC, run_id DESC
),
success AS (
    SELECT source_id, max(finished_at) AS last_success_at
    FROM ops.run
    WHERE state = 'done'
    GROUP BY source_id
),
brought AS (
    SELECT source_id, count(*)::INTEGER AS articles, max(first_seen_at) AS last_new_at
    FROM core.article
    GROUP BY source_id
),
waiting AS (
    SELECT source_id, count(*)::INTEGER AS pending
    FROM ops.pending
    GROUP BY source_id
),
held AS (
    SELECT article.source_id, count(DISTINCT withheld.article_id)::INTEGER AS withheld
    FROM ops.withheld AS withheld
    JOIN core.article AS article ON article.article_id = withheld.article_id
    GROUP BY article.source_id
)
SELECT
    known.source_id,
    source.name,
    coalesce(source.enabled, false) AS enabled,
    verdict.kind AS verdict,
    verdict.severity,
    verdict.cause,
    verdict.advice,
    verdict.evidence,
    verdict.since AS verdict_since,
    verdict.judged_at,
    latest.run_id AS last_run_id,
    latest.started_at AS last_run_at,
    latest.state AS last_state,
    latest.message AS last_message,
    success.last_success_at,
    latest.found AS last_found,
    latest.new AS last_new,
    latest.updated AS last_updated,
    latest.rejected AS last_rejected,
    coalesce(brought.articles, 0) AS articles,
    brought.last_new_at,
    coalesce(waiting.pending, 0) AS pending,
    coalesce(held.withheld, 0) AS withheld
FROM known
LEFT JOIN core.source AS source ON source.source_id = known.source_id
LEFT JOIN ops.verdict AS verdict ON verdict.source_id = known.source_id
LEFT JOIN latest ON latest.source_id = known.source_id
LEFT JOIN success ON success.source_id = known.source_id
LEFT JOIN brought ON brought.source_id = known.source_id
LEFT JOIN waiting ON waiting.source_id = known.source_id
LEFT JOIN held ON held.source_id = known.source_id;

COMMENT ON VIEW mart.source_health IS 'How each source fares, one row per source.';
COMMENT ON COLUMN mart.source_health.source_id IS 'Source.';
COMMENT ON COLUMN mart.source_health.name IS 'Its name; NULL if it is not configured.';
COMMENT ON COLUMN mart.source_health.enabled IS 'Whether it is harvested on schedule.';
COMMENT ON COLUMN mart.source_health.verdict IS 'How it fares, as khotin doctor says: healthy, quiet, dead-feed, blocked and so on; NULL if it was never harvested.';
COMMENT ON COLUMN mart.source_health.severity IS 'ok, note, part (one listing is broken, others bring articles) or broken.';
COMMENT ON COLUMN mart.source_health.cause IS 'What is the matter, in one line.';
COMMENT ON COLUMN mart.source_health.advice IS 'What to do; NULL where nothing is.';
COMMENT ON COLUMN mart.source_health.evidence IS 'The figures behind the verdict.';
COMMENT ON COLUMN mart.source_health.verdict_since IS 'Since when the verdict is this one.';
COMMENT ON COLUMN mart.source_health.judged_at IS 'When the verdict last changed in any part.';
COMMENT ON COLUMN mart.source_health.last_run_id IS 'Its latest run that was not skipped (ops.run).';
COMMENT ON COLUMN mart.source_health.last_run_at IS 'When that began.';
COMMENT ON COLUMN mart.source_health.last_state IS 'running, done, partial or failed.';
COMMENT ON COLUMN mart.source_health.last_message IS 'Why it did not end as done, or what was noticed: pages that the layouts of the source no longer fit.';
COMMENT ON COLUMN mart.source_health.last_success_at IS 'When a run last ended as done.';
COMMENT ON COLUMN mart.source_health.last_found IS 'Articles that the listings mentioned in the latest run.';
COMMENT ON COLUMN mart.source_health.last_new IS 'New articles in the latest run.';
COMMENT ON COLUMN mart.source_health.last_updated IS 'Articles with a new version in the latest run.';
COMMENT ON COLUMN mart.source_health.last_rejected IS 'Rejects in the latest run (ops.reject).';
COMMENT ON COLUMN mart.source_health.articles IS 'Articles in the warehouse, copies and withheld ones included.';
COMMENT ON COLUMN mart.source_health.last_new_at IS 'When an article of it was last seen for the first time.';
COMMENT ON COLUMN mart.source_health.pending IS 'Articles whose fetch failed and will be tried again.';
COMMENT ON COLUMN mart.source_health.withheld IS 'Articles that fail a row-level check.';

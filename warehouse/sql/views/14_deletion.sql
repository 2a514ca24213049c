-- Articles that were found gone, with what the outlet had said of it.
CREATE VIEW mart.deletion AS
WITH withdrawn AS (
    SELECT article_id, max_by(list_filter(notices, lambda notice: notice.kind = 'withdrawal')[1]."text", version) AS notice
    FROM core.article_version
    WHERE len(list_filter(notices, lambda notice: notice.kind = 'withdrawal')) > 0
    GROUP BY article_id
)
SELECT
    gone.article_id,
    gone.source_id,
    article.url,
    article.title,
    article.published_at,
    article.published_date,
    article.version,
    CASE
        WHEN gone.restored_at IS NOT NULL THEN 'restored'
        WHEN gone.confirmed_at IS NOT NULL THEN 'deleted'
        ELSE 'missing'
    END AS state,
    gone.seen_at AS deleted_at,
    gone.status,
    gone.reason,
    gone.visits,
    gone.last_seen_at AS last_missed_at,
    gone.confirmed_at,
    gone.restored_at,
    withdrawn.notice,
    gone.confirmed_at IS NOT NULL AND withdrawn.notice IS NULL AND gone.reason <> 'http-451' AS is_silent,
    gone.run_id
FROM core.article_deletion AS gone
JOIN core.article AS article ON article.article_id = gone.article_id
LEFT JOIN withdrawn ON withdrawn.article_id = gone.article_id;

COMMENT ON VIEW mart.deletion IS 'Articles that were no longer at their place when they were visited again, one row per article and disappearance. Their words stay in the warehouse.';
COMMENT ON COLUMN mart.deletion.article_id IS 'Article (mart.article).';
COMMENT ON COLUMN mart.deletion.source_id IS 'Its source.';
COMMENT ON COLUMN mart.deletion.url IS 'Where it was.';
COMMENT ON COLUMN mart.deletion.title IS 'Its last title.';
COMMENT ON COLUMN mart.deletion.published_at IS 'Instant of its publication; NULL where only the day is known.';
COMMENT ON COLUMN mart.deletion.published_date IS 'Day of its publication.';
COMMENT ON COLUMN mart.deletion.version IS 'Its last version.';
COMMENT ON COLUMN mart.deletion.state IS 'deleted (two visits found it gone while the site was there), missing (not confirmed, or the whole site is away), restored (it came back).';
COMMENT ON COLUMN mart.deletion.deleted_at IS 'When it was first found gone.';
COMMENT ON COLUMN mart.deletion.status IS 'HTTP status of that visit.';
COMMENT ON COLUMN mart.deletion.reason IS 'http-404, http-410, http-451 (for legal reasons), soft-404, redirected-to-home or redirected-to-listing.';
COMMENT ON COLUMN mart.deletion.visits IS 'Visits that found it gone.';
COMMENT ON COLUMN mart.deletion.last_missed_at IS 'The latest of them.';
COMMENT ON COLUMN mart.deletion.confirmed_at IS 'Visit that confirmed it; NULL before that.';
COMMENT ON COLUMN mart.deletion.restored_at IS 'Visit that found it again; NULL while it is gone.';
COMMENT ON COLUMN mart.deletion.notice IS 'What the outlet said of it in the last version that says so; NULL if it said nothing.';
COMMENT ON COLUMN mart.deletion.is_silent IS 'It was deleted without a word: no notice in any version, and no legal reason given by the server.';
COMMENT ON COLUMN mart.deletion.run_id IS 'Run that first found it gone (ops.run).';

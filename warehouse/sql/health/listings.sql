-- The listings of every source: their latest good reading, and why they fail at present. A listing fails if the latest
-- run of its source could not read it; since when and in how many runs counts from its latest good reading. Pages of
-- the archive and sitemaps of a backfill are windows of the past, and not here; nor is what is no longer polled.
WITH latest AS (
    SELECT source_id, max(started_at) AS started_at, arg_max(run_id, started_at) AS run_id
    FROM ops.run
    WHERE kind = 'run' AND state IN ('done', 'partial', 'failed')
    GROUP BY source_id
),
failing AS (
    SELECT
        reject.source_id,
        reject.listing,
        count(DISTINCT reject.run_id)::INTEGER AS runs,
        min(reject.rejected_at) AS since,
        arg_max(reject.reason, reject.rejected_at) AS reason,
        arg_max(reject.detail, reject.rejected_at) AS detail,
        arg_max(reject.url, reject.rejected_at) AS url,
        arg_max(coalesce(exchange.status, -1), reject.rejected_at) AS status
    FROM ops.reject AS reject
    JOIN latest ON latest.source_id = reject.source_id
    LEFT JOIN ops.cursor AS read ON read.source_id = reject.source_id AND read.listing = reject.listing
    LEFT JOIN raw.fetch AS exchange ON exchange.fetch_id = reject.fetch_id
    WHERE reject.listing IS NOT NULL AND reject.rejected_at > $since AND reject.reason <> 'entry-without-link'
        AND (read.polled_at IS NULL OR (reject.rejected_at > read.polled_at AND reject.run_id <> read.run_id))
    GROUP BY reject.source_id, reject.listing
    HAVING bool_or(reject.run_id = latest.run_id)
)
SELECT
    coalesce(read.source_id, failing.source_id) AS source_id,
    coalesce(read.listing, failing.listing) AS listing,
    coalesce(read.kind, split_part(failing.listing, ':', 1)) AS kind,
    read.polled_at AS read_at,
    read.changed_at,
    coalesce(read.items, 0) AS items,
    failing.runs,
    failing.since,
    failing.reason,
    failing.detail,
    failing.url,
    nullif(failing.status, -1) AS status
FROM (
    SELECT polled.*
    FROM ops.cursor AS polled
    JOIN latest ON latest.source_id = polled.source_id
    WHERE NOT polled.complete AND polled.kind <> 'archive' AND polled.polled_at > latest.started_at - INTERVAL 7 DAY
) AS read
FULL JOIN failing ON failing.source_id = read.source_id AND failing.listing = read.listing
WHERE coalesce(read.kind, split_part(failing.listing, ':', 1)) <> 'archive'
ORDER BY source_id, listing

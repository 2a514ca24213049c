-- What became of the latest article pages of every source (of two days, $most at most and three at least): good ones under no reason, the others by
-- theirs. Of a page that was visited several times the latest visit counts. What is no article for a reason of its own
-- (a login page, say) stands under that.
WITH tried AS (
    SELECT exchange.source_id, exchange.url, exchange.fetched_at AS tried_at, NULL AS reason, NULL AS detail, exchange.status
    FROM raw.fetch AS exchange
    ANTI JOIN ops.reject AS reject ON reject.fetch_id = exchange.fetch_id AND reject.rejected_at > $since
    WHERE exchange.purpose = 'article' AND exchange.fetched_at > $since AND exchange.error IS NULL
        AND (exchange.status BETWEEN 200 AND 299 OR exchange.status = 304)
    UNION ALL
    SELECT
        reject.source_id,
        reject.url,
        reject.rejected_at,
        if(reject.reason = 'not-an-article', reject.detail, reject.reason),
        reject.detail,
        exchange.status
    FROM ops.reject AS reject
    LEFT JOIN raw.fetch AS exchange ON exchange.fetch_id = reject.fetch_id
    WHERE reject.listing IS NULL AND reject.stage IN ('fetch', 'parse', 'clean') AND reject.reason <> 'given-up'
        AND reject.rejected_at > $since AND reject.source_id IS NOT NULL
),
last_visit AS (
    SELECT *
    FROM tried
    QUALIFY row_number() OVER (PARTITION BY source_id, url ORDER BY tried_at DESC, reason NULLS LAST) = 1
),
recent AS (
    SELECT *, row_number() OVER (PARTITION BY source_id ORDER BY tried_at DESC, reason NULLS LAST) AS place
    FROM last_visit
    QUALIFY place <= 3 OR (place <= $most AND tried_at > max(tried_at) OVER (PARTITION BY source_id) - INTERVAL 2 DAY)
)
SELECT
    source_id,
    reason,
    count(*)::INTEGER AS count,
    min(tried_at) AS since,
    arg_max(url, tried_at) AS url,
    arg_max(detail, tried_at) AS detail,
    arg_max(status, tried_at) AS status
FROM recent
GROUP BY source_id, reason
ORDER BY source_id, count DESC, reason

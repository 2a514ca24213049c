-- How long the answers of the last day before the latest one took, in the median.
WITH latest AS (
    SELECT source_id, max(fetched_at) AS fetched_at
    FROM raw.fetch
    WHERE fetched_at > $since
    GROUP BY source_id
)
SELECT exchange.source_id, median(exchange.elapsed_ms)::DOUBLE AS answer_ms, count(*)::INTEGER AS answers
FROM raw.fetch AS exchange
JOIN latest ON latest.source_id = exchange.source_id AND exchange.fetched_at > latest.fetched_at - INTERVAL 1 DAY
WHERE exchange.status > 0 AND exchange.purpose IN ('listing', 'article') AND exchange.fetched_at > $since
GROUP BY exchange.source_id

-- Articles by the hour in which scheduled runs saw them first. The very first run of a source is left out: what a feed
-- holds when it is first read is the yield of days. Hours are seconds since 1970, in lists: fetching so many instants as
-- rows takes longer than finding them.
WITH first_run AS (
    SELECT source_id, min(started_at) AS started_at
    FROM ops.run
    WHERE kind = 'run' AND found > 0
    GROUP BY source_id
),
seen AS (
    SELECT article.source_id, epoch(date_trunc('hour', article.first_seen_at))::BIGINT AS hour, count(*)::INTEGER AS articles
    FROM core.article AS article
    JOIN core.article_version AS version ON version.article_id = article.article_id AND version.version = 1
    JOIN ops.run AS run
        ON run.run_id = version.run_id AND run.source_id = article.source_id AND run.kind = 'run' AND run.started_at > $since
    JOIN first_run ON first_run.source_id = article.source_id AND run.started_at > first_run.started_at
    WHERE article.first_seen_at > $since AND version.loaded_at > $since
    GROUP BY ALL
)
SELECT source_id, list(hour ORDER BY hour) AS hours, list(articles ORDER BY hour) AS counts
FROM seen
GROUP BY source_id

-- How the known articles of a source were found since $since: how many were gone (the wanted ones are, too), how many
-- were there, and whether anything at all of the site answered. A first fetch is no visit to a known article, and a page that turned out to be
-- no article, being gone or not, has its exchange among the rejects.
WITH recent AS (
    SELECT fetch_id, article_id, purpose, status, fetched_at
    FROM raw.fetch
    WHERE source_id = $source_id AND fetched_at >= $since AND error IS NULL AND (status BETWEEN 200 AND 299 OR status = 304)
        AND purpose IN ('listing', 'article')
),
good AS (
    SELECT recent.*
    FROM recent
    ANTI JOIN (SELECT fetch_id FROM ops.reject WHERE source_id = $source_id AND rejected_at >= $since) AS refused
        ON refused.fetch_id = recent.fetch_id
),
gone AS (
    SELECT article_id
    FROM core.article_deletion
    WHERE source_id = $source_id AND restored_at IS NULL AND last_seen_at >= $since
    UNION
    SELECT value FROM wanted
),
found AS (
    SELECT good.article_id
    FROM good
    JOIN core.article AS article ON article.article_id = good.article_id
    ANTI JOIN gone ON gone.article_id = good.article_id
    WHERE good.purpose = 'article'
    GROUP BY good.article_id
    HAVING max(good.fetched_at) > min(article.first_seen_at)
)
SELECT
    (SELECT count(*) FROM gone) AS gone,
    (SELECT count(*) FROM found) AS found,
    (SELECT count(*) > 0 FROM good) AS answered

-- What is stored of the wanted articles. The validators are those of the latest complete answer with a body.
WITH stored AS (
    SELECT article_id, content_hash, version, first_seen_at, fetched_at
    FROM core.article
    SEMI JOIN wanted ON wanted.value = article.article_id
),
exchange AS (
    SELECT
        article_id,
        max(fetched_at) AS last_fetched_at,
        arg_max(headers, fetched_at) FILTER (status BETWEEN 200 AND 299 AND sha256 IS NOT NULL AND error IS NULL) AS headers
    FROM raw.fetch AS seen
    SEMI JOIN wanted ON wanted.value = seen.article_id
    GROUP BY article_id
),
versions AS (
    SELECT article_id, list(content_hash ORDER BY version) AS hashes
    FROM core.article_version AS version
    SEMI JOIN wanted ON wanted.value = version.article_id
    GROUP BY article_id
)
SELECT
    stored.article_id,
    stored.content_hash,
    stored.version,
    versions.hashes,
    stored.fetched_at AS captured_at,
    stored.first_seen_at,
    coalesce(greatest(exchange.last_fetched_at, stored.fetched_at), stored.fetched_at) AS last_fetched_at,
    list_filter(exchange.headers, lambda header: header.name = 'etag')[1].value AS etag,
    list_filter(exchange.headers, lambda header: header.name = 'last-modified')[1].value AS last_modified
FROM stored
JOIN versions ON versions.article_id = stored.article_id
LEFT JOIN exchange ON exchange.article_id = stored.article_id

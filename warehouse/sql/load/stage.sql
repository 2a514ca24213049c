-- Decides, for every item of the batch, whether it is written and as which version.
-- An item counts when its text differs from the stored version and is not older than that: what was fetched earlier, or
-- fetched at the same time and loaded earlier, is the repetition of an old load. The number of the version follows from
-- what is stored, so that two runs that decided on the same old state cannot give one number twice.
WITH fresh AS (
    SELECT
        incoming.item,
        incoming.article_id,
        incoming.fetched_at,
        current.version AS current_version,
        current.first_seen_at AS current_first_seen_at
    FROM candidate AS incoming
    LEFT JOIN core.article AS current ON current.article_id = incoming.article_id
    WHERE current.article_id IS NULL
        OR (
            current.content_hash <> incoming.content_hash
            AND (incoming.fetched_at, incoming.loaded_at) > (current.fetched_at, current.loaded_at)
        )
    QUALIFY row_number() OVER (PARTITION BY incoming.article_id, incoming.content_hash ORDER BY incoming.item) = 1
)
SELECT
    item,
    article_id,
    current_version IS NULL AS is_new,
    coalesce(current_version, 0) + row_number() OVER (PARTITION BY article_id ORDER BY item) AS version,
    row_number() OVER (PARTITION BY article_id ORDER BY item DESC) = 1 AS is_current,
    coalesce(current_first_seen_at, min(fetched_at) OVER (PARTITION BY article_id)) AS first_seen_at
FROM fresh
ORDER BY item

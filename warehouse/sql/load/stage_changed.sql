-- Which items, of those that are not stored as they are, say something new, with the version that is stored.
-- An item counts when its text differs from the stored version and is not older than that: what was fetched earlier, or
-- fetched at the same time and loaded earlier, is the repetition of an old load. The number of its own version follows
-- from what is stored (staging.numbered), so that two runs that decided on the same old state cannot give one number
-- twice. Numbers are given in Python: a window over a thousand rows costs as much as all else here.
SELECT incoming.item, current.version, current.first_seen_at
FROM changed AS incoming
LEFT JOIN core.article AS current ON current.article_id = incoming.article_id
WHERE current.article_id IS NULL
    OR (
        current.content_hash <> incoming.content_hash
        AND (incoming.fetched_at, incoming.loaded_at) > (current.fetched_at, current.loaded_at)
    )

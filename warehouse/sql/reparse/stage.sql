-- The stored versions that items of a batch are made anew of, as the load's statements read them. What brought a version,
-- and when, stays as it is.
SELECT
    candidate.item,
    candidate.article_id,
    words.version,
    false AS is_new,
    article.version = words.version AS is_current,
    candidate.content_hash <> words.content_hash AS is_reworded,
    article.first_seen_at,
    words.run_id AS first_run_id,
    words.loaded_at AS first_loaded_at
FROM candidate
JOIN core.article_version AS words
    ON words.article_id = candidate.article_id AND words.version = candidate.version AND words.fetch_id = candidate.fetch_id
JOIN core.article AS article ON article.article_id = candidate.article_id
ORDER BY candidate.item

-- What describes the articles whose current version was made anew. Who loaded that version, and when, stays as it was.
INSERT INTO core.article BY NAME
SELECT
    incoming.* EXCLUDE (item, run_id, loaded_at),
    md5_number_lower(incoming.article_id) AS article_key,
    md5_number_lower(incoming.article_id || incoming.content_hash) AS words_key,
    staged.version,
    staged.first_seen_at,
    staged.first_run_id AS run_id,
    staged.first_loaded_at AS loaded_at
FROM incoming_article AS incoming
JOIN staged ON staged.item = incoming.item
WHERE staged.is_current

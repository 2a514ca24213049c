-- Versions that have not been compared with the one before, at most $most of them, and the words of both.
WITH unknown AS MATERIALIZED (
    SELECT article_id, version
    FROM core.article_version
    WHERE version > 1 AND changed IS NULL
),
waiting AS MATERIALIZED (
    SELECT unknown.article_id, unknown.version
    FROM core.article_version AS earlier
    JOIN unknown ON unknown.article_id = earlier.article_id AND unknown.version = earlier.version + 1
    ORDER BY unknown.article_id, unknown.version
    LIMIT $most
),
pair AS MATERIALIZED (
    SELECT words.rowid AS number
    FROM core.article_version AS words
    JOIN waiting ON waiting.article_id = words.article_id AND words.version IN (waiting.version, waiting.version - 1)
)
SELECT
    words.article_id,
    words.version,
    words.title,
    words.summary,
    words.body,
    words.captions,
    words.authors,
    words.credit,
    words.published_edtf,
    waiting.version IS NOT NULL AS is_waiting
FROM core.article_version AS words
LEFT JOIN waiting ON waiting.article_id = words.article_id AND waiting.version = words.version
WHERE words.rowid IN (SELECT number FROM pair)
ORDER BY words.article_id, words.version

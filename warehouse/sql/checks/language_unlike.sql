-- name: language-unlike
-- severity: warning
-- explains: More than half of what a source brought in the last seven days, ten articles at least, is in another language than its file says.
-- mend: Correct language in the source's file, or part the languages into two sources with [urls] allow.
WITH spoken AS (
    SELECT article.source_id, source.language AS said, article.language
    FROM core.article AS article
    JOIN core.source AS source ON source.source_id = article.source_id
    WHERE article.first_seen_at > $now - INTERVAL 7 DAY AND article.language IS NOT NULL AND source.language IS NOT NULL
)
SELECT
    source_id AS subject,
    source_id,
    count(*) FILTER (split_part(language, '-', 1) <> split_part(said, '-', 1)) || ' of ' || count(*) || ' articles are not in '
        || any_value(said) || ', most of them in ' || mode(language) FILTER (split_part(language, '-', 1) <> split_part(said, '-', 1)) AS detail
FROM spoken
GROUP BY source_id
HAVING count(*) >= 10 AND count(*) FILTER (split_part(language, '-', 1) <> split_part(said, '-', 1)) * 2 > count(*)

-- name: bodies-repeated
-- severity: warning
-- explains: Five articles or more that a source brought in the last seven days have the same text under different titles: a consent form, a notice of subscribers or an error page was taken for the text.
-- mend: Open one of them: if the site shows its text to a reader only after consent or payment, keep such pages out with [urls] deny or correct body in [[layouts]].
-- The same text has as many words: only where a source has so many articles of one length are their texts read.
WITH fresh AS (
    SELECT article_id, version, source_id, url, title, word_count
    FROM core.article
    WHERE first_seen_at > $now - INTERVAL 7 DAY
),
alike AS (
    SELECT source_id, word_count
    FROM fresh
    GROUP BY source_id, word_count
    HAVING count(DISTINCT title) >= 5
),
recent AS (
    SELECT article.article_id, article.source_id, article.url, article.title, words.body
    FROM fresh AS article
    SEMI JOIN alike ON alike.source_id = article.source_id AND alike.word_count = article.word_count
    JOIN core.article_version AS words ON words.article_id = article.article_id AND words.version = article.version
    WHERE words.loaded_at > $now - INTERVAL 8 DAY
),
same AS (
    SELECT source_id, hash(body) AS text, count(*) AS articles, count(DISTINCT title) AS titles, min(url) AS url, any_value(left(body[1], 80)) AS beginning
    FROM recent
    GROUP BY source_id, hash(body)
)
SELECT url AS subject, source_id, articles || ' articles of the same text, which begins "' || beginning || '"' AS detail
FROM same
WHERE titles >= 5

-- Articles in whose title, summary and body every pattern occurs. Those with more of them in the title come first, then
-- the newest. There are eight places for patterns, as constants, because DuckDB compiles a pattern that comes from a
-- table anew for every row (measured: 120 times slower); an empty pattern occurs everywhere. Between two fields stands a
-- letter that nobody writes, U+3164, so that no phrase is found from the end of one to the beginning of the next.
WITH words AS (
    SELECT
        article.article_id,
        stored.title,
        concat_ws(chr(10) || chr(12644) || chr(10), stored.title, stored.summary, array_to_string(stored.body, chr(10))) AS text
    FROM core.article AS article
    JOIN core.article_version AS stored ON stored.article_id = article.article_id AND stored.version = article.version
),
hit AS (
    SELECT
        article_id,
        regexp_matches(coalesce(title, ''), $p1)::INTEGER
        + regexp_matches(coalesce(title, ''), $p2)::INTEGER
        + regexp_matches(coalesce(title, ''), $p3)::INTEGER
        + regexp_matches(coalesce(title, ''), $p4)::INTEGER
        + regexp_matches(coalesce(title, ''), $p5)::INTEGER
        + regexp_matches(coalesce(title, ''), $p6)::INTEGER
        + regexp_matches(coalesce(title, ''), $p7)::INTEGER
        + regexp_matches(coalesce(title, ''), $p8)::INTEGER AS title_hits
    FROM words
    WHERE regexp_matches(text, $p1)
        AND regexp_matches(text, $p2)
        AND regexp_matches(text, $p3)
        AND regexp_matches(text, $p4)
        AND regexp_matches(text, $p5)
        AND regexp_matches(text, $p6)
        AND regexp_matches(text, $p7)
        AND regexp_matches(text, $p8)
)
SELECT
    article.article_id,
    article.source_id,
    article.published_edtf,
    article.title,
    article.summary,
    article.language,
    article.countries,
    article.duplicate_of,
    article.url
FROM hit
JOIN mart.article AS article ON article.article_id = hit.article_id
ORDER BY
    hit.title_hits DESC,
    coalesce(article.published_at, article.published_date::TIMESTAMPTZ, article.first_seen_at) DESC,
    article.article_id
LIMIT $result_limit

-- Articles that have every term of the query, best first: BM25 (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75) over
-- title, summary and body, then the newest. Each term has its rows in a table of its own, hit_1 and so on (search_word,
-- search_beginning), by a scan of its own, because rows are sorted by term: DuckDB passes over whatever cannot hold it.
-- The terms are joined by documents, which are numbers, the first of them with all others (search_both); only those that
-- reach the page that is shown are joined with their articles.
WITH {hits},
document AS (
    SELECT count(*) AS documents, greatest(avg(words), 1) AS words FROM ops.search_document
),
rarity AS (
    SELECT {rarities} FROM document
),
scored AS MATERIALIZED (
    SELECT hit_1.doc, {score} AS score
    FROM hit_1
{both}    JOIN ops.search_document AS words ON words.doc = hit_1.doc
    CROSS JOIN document
    CROSS JOIN rarity
{only}),
worst AS (
    SELECT min(score) AS score FROM (SELECT score FROM scored ORDER BY score DESC LIMIT $reach)
)
SELECT article.article_id, article.rowid AS place, scored.score
FROM scored
JOIN worst ON scored.score >= worst.score
JOIN ops.search_document AS words ON words.doc = scored.doc
JOIN core.article AS article ON article.article_id = words.article_id
ORDER BY
    scored.score DESC,
    coalesce(article.published_at, article.published_date::TIMESTAMPTZ, article.first_seen_at) DESC,
    article.article_id
LIMIT $most OFFSET $skipped

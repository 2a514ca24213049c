-- Articles that have every term of the query, best first: BM25 (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75) over
-- title, summary and body, then the newest. Table hit has the rows of each term (search_word, search_beginning), each by a
-- scan of its own, because rows are sorted by term: DuckDB passes over whatever cannot hold it. Scores are of documents,
-- which are numbers; only those that reach the page that is shown are joined with their articles.
WITH hit AS MATERIALIZED (
{hits}),
document AS (
    SELECT count(*) AS documents, greatest(avg(words), 1) AS words FROM ops.search_document
),
rarity AS (
    SELECT place, ln(1 + (any_value(document.documents) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
    FROM hit
    CROSS JOIN document
    GROUP BY place
),
scored AS MATERIALIZED (
    SELECT
        hit.doc,
        sum(rarity.idf * hit.weight * 2.2 / (hit.weight + 1.2 * (0.25 + 0.75 * words.words / document.words))) AS score
    FROM hit
    JOIN rarity ON rarity.place = hit.place
    JOIN ops.search_document AS words ON words.doc = hit.doc
    CROSS JOIN document
    ANTI JOIN ops.withheld AS withheld ON withheld.article_id = words.article_id
{only}    GROUP BY hit.doc
    HAVING count(*) = $terms
),
worst AS (
    SELECT min(score) AS score FROM (SELECT score FROM scored ORDER BY score DESC LIMIT $reach)
)
SELECT article.article_id, scored.score
FROM scored
JOIN worst ON scored.score >= worst.score
JOIN ops.search_document AS words ON words.doc = scored.doc
JOIN core.article AS article ON article.article_id = words.article_id
ORDER BY
    scored.score DESC,
    coalesce(article.published_at, article.published_date::TIMESTAMPTZ, article.first_seen_at) DESC,
    article.article_id
LIMIT $most OFFSET $skipped

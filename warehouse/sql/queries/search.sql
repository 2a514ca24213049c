-- Articles that have every term of the query, best first: BM25 (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75) over
-- title, summary and body, then the newest. Table hit has the rows of each term (search_word, search_beginning), each by a
-- scan of its own, because rows are sorted by term: DuckDB passes over whatever cannot hold it.
WITH hit AS MATERIALIZED (
{hits}),
document AS (
    SELECT count(*) AS documents, greatest(avg(words), 1) AS words FROM ops.search_document
),
rarity AS (
    SELECT place, ln(1 + (any_value(document.documents) - count(DISTINCT hit.doc) + 0.5) / (count(DISTINCT hit.doc) + 0.5)) AS idf
    FROM hit
    CROSS JOIN document
    GROUP BY place
),
term AS (
    SELECT place, doc, sum(weight) AS weight FROM hit GROUP BY place, doc
),
ranked AS (
    SELECT
        words.article_id,
        sum(
            rarity.idf * term.weight * 2.2 / (term.weight + 1.2 * (0.25 + 0.75 * words.words / document.words))
        ) AS score
    FROM term
    JOIN rarity ON rarity.place = term.place
    JOIN ops.search_document AS words ON words.doc = term.doc
    CROSS JOIN document
    GROUP BY words.article_id
    HAVING count(*) = $terms
)
SELECT article.article_id, ranked.score
FROM ranked
JOIN core.article AS article ON article.article_id = ranked.article_id
ANTI JOIN ops.withheld AS withheld ON withheld.article_id = article.article_id
WHERE ($sources IS NULL OR list_contains($sources::VARCHAR[], article.source_id))
    AND ($languages IS NULL OR list_contains($languages::VARCHAR[], article.language))
    AND ($since IS NULL OR coalesce(article.published_date, article.listing_date) >= $since::DATE)
    AND ($until IS NULL OR coalesce(article.published_date, article.listing_date) <= $until::DATE)
    AND (
        $countries IS NULL
        OR article.article_id IN (SELECT article_id FROM core.article_country WHERE list_contains($countries::VARCHAR[], iso3))
    )
    AND (
        $topics IS NULL
        OR article.article_id IN (SELECT article_id FROM core.article_topic WHERE list_contains($topics::VARCHAR[], code))
    )
ORDER BY
    ranked.score DESC,
    coalesce(article.published_at, article.published_date::TIMESTAMPTZ, article.first_seen_at) DESC,
    article.article_id
LIMIT $most OFFSET $skipped

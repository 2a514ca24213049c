-- Every article that came before those of some lines and shares a large part with them, most alike first.
WITH asked AS (
    SELECT DISTINCT stored.*
    FROM temp.line AS line
    JOIN ops.copy_document AS stored USING (article_id)
    WHERE line.line >= $first AND line.line < $after
), matched AS (
    SELECT article_id, other_id, kind, similarity FROM core.match
    UNION ALL
    SELECT other_id, article_id, kind, similarity FROM core.match
), alike AS (
    SELECT asked.article_id, asked.rep AS other_rep, 'exact' AS kind, 1.0::DOUBLE AS similarity,
        asked.published, asked.arrival
    FROM asked
    UNION ALL
    SELECT asked.article_id, partner.doc, matched.kind, matched.similarity, asked.published, asked.arrival
    FROM asked
    JOIN ops.copy_document AS standing ON standing.doc = asked.rep
    JOIN matched ON matched.article_id = standing.article_id
    JOIN ops.copy_document AS partner ON partner.article_id = matched.other_id
)
SELECT alike.article_id, other.article_id, alike.kind, alike.similarity
FROM alike
JOIN ops.copy_document AS other ON other.rep = alike.other_rep
WHERE (other.published, other.arrival) < (alike.published, alike.arrival)
QUALIFY row_number() OVER (
    PARTITION BY alike.article_id ORDER BY alike.similarity DESC, other.published, other.arrival
) <= $most
ORDER BY alike.article_id, alike.similarity DESC, other.published, other.arrival

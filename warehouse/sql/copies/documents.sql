-- What placing needs to know of articles, and when the first exact copy of each was published.
WITH here AS (
    SELECT stored.* FROM ops.copy_document AS stored JOIN wanted ON wanted.value = stored.article_id
), class AS (
    SELECT rep, min({'published': published, 'arrival': arrival}) AS first
    FROM ops.copy_document
    WHERE rep IN (SELECT rep FROM here)
    GROUP BY rep
)
SELECT here.article_id, here.published, here.arrival, class.first.published, class.first.arrival,
    here.content_key, here.words, here.agency, here.own, here.source
FROM here
JOIN class USING (rep)

-- As copies/sizes, with the days (counted from 1970-01-01) of the first and the last article of the same words. An article
-- without a date counts as of the day on which it was first seen, where that is known: arrival holds it in its upper half.
-- Days that nobody knows are NULL, also where they are those of one of several articles.
WITH dated AS (
    SELECT
        rep,
        if(
            published = '~',
            if(arrival >> 32 > 0, (arrival >> 32) // 86400, NULL),
            date_diff('day', DATE '1970-01-01', try_cast(left(published, 10) AS DATE))
        ) AS day
    FROM ops.copy_document
    WHERE rep IN (SELECT doc FROM wanted_doc)
),
class AS (
    SELECT
        rep,
        if(count(day) = count(*), min(day), NULL)::INTEGER AS first_day,
        if(count(day) = count(*), max(day), NULL)::INTEGER AS last_day
    FROM dated
    GROUP BY rep
)
SELECT stored.doc, stored.signature, stored.words, stored.hashes AS drawn, class.first_day, class.last_day
FROM ops.copy_document AS stored
JOIN wanted_doc USING (doc)
JOIN class ON class.rep = stored.doc
ORDER BY stored.doc

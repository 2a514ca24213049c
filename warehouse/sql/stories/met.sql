-- The stored reports that may tell a story of the asked ones: those that share the most rare features within the window.
-- The days of the whole batch are bounds that a scan can use, since reports are stored about in order of time.
CREATE OR REPLACE TEMP TABLE story_met AS
WITH rare AS (
    SELECT asked_feature.item, asked_feature.day, asked_feature.hash, ln(1 + $total / asked_count.articles) AS weight
    FROM asked_count
    JOIN asked_feature USING (hash)
    WHERE asked_count.articles <= $held
),
near AS (
    SELECT doc, day, hash FROM ops.story_lookup WHERE day BETWEEN $first_day AND $last_day
    UNION ALL
    SELECT doc, day, hash FROM ops.story_lookup WHERE day IS NULL
),
shared AS (
    SELECT rare.item, near.doc, sum(rare.weight) AS weight
    FROM near
    JOIN rare USING (hash)
    WHERE rare.day IS NULL OR near.day IS NULL OR abs(rare.day - near.day) <= $window
    GROUP BY rare.item, near.doc
    HAVING count(*) >= $shared AND sum(rare.weight) >= ln($total + 1)
    QUALIFY row_number() OVER (PARTITION BY rare.item ORDER BY sum(rare.weight) DESC, near.doc DESC) <= $most
)
SELECT doc, max(weight) AS weight
FROM shared
GROUP BY doc

-- The stored reports that may tell a story of the asked ones: those that share the most rare features within the window.
CREATE OR REPLACE TEMP TABLE story_met AS
WITH rare AS (
    SELECT asked_feature.item, asked_feature.day, asked_feature.hash, ln(1 + $total / story_count.articles) AS weight
    FROM ops.story_count
    JOIN asked_feature USING (hash)
    WHERE story_count.articles <= $held
),
shared AS (
    SELECT rare.item, story_lookup.doc, sum(rare.weight) AS weight
    FROM ops.story_lookup
    JOIN rare USING (hash)
    WHERE rare.day IS NULL OR story_lookup.day IS NULL OR abs(rare.day - story_lookup.day) <= $window
    GROUP BY rare.item, story_lookup.doc
    HAVING count(*) >= $shared AND sum(rare.weight) >= ln($total + 1)
    QUALIFY row_number() OVER (PARTITION BY rare.item ORDER BY sum(rare.weight) DESC, story_lookup.doc DESC) <= $most
)
SELECT doc, max(weight) AS weight
FROM shared
GROUP BY doc

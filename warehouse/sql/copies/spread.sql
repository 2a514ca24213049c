-- Hashes that stand in articles of too many signatures, or in too many articles, to say anything.
CREATE OR REPLACE TEMP TABLE spread AS
WITH many AS (
    SELECT hash, count(*) AS articles FROM held GROUP BY hash HAVING count(*) > $signatures
)
SELECT hash
FROM many
JOIN held USING (hash)
JOIN sizes USING (doc)
GROUP BY hash, articles
HAVING articles > $documents OR count(DISTINCT signature) > $signatures

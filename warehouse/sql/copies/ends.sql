-- The other ends of articles' matches.
SELECT other_id FROM core.match WHERE article_id IN (SELECT value FROM wanted)
UNION
SELECT article_id FROM core.match WHERE other_id IN (SELECT value FROM wanted)

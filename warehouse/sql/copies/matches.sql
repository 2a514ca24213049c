-- The stored matches of articles.
SELECT article_id, other_id, kind, similarity, share, other_share, part, other_part
FROM core.match
WHERE article_id IN (SELECT value FROM wanted) OR other_id IN (SELECT value FROM wanted)

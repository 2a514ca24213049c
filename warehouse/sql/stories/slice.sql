-- The counts of a range of features, one row each, without those that one report had alone, long ago.
SELECT hash, sum(articles)::INTEGER AS articles, max(last_doc) AS last_doc
FROM ops.story_count
WHERE hash BETWEEN $first AND $last
GROUP BY hash
HAVING sum(articles) > 1 OR (sum(articles) = 1 AND max(last_doc) >= $before)
ORDER BY hash

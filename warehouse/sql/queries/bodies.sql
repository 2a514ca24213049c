-- The bodies of the latest articles of a source that are no copies, for learning which paragraphs recur in them.
SELECT words.body
FROM core.article AS article
JOIN core.article_version AS words ON words.article_id = article.article_id AND words.version = article.version
ANTI JOIN core.duplicate AS duplicate ON duplicate.article_id = article.article_id
WHERE article.source_id = $source_id
ORDER BY article.first_seen_at DESC, article.article_id
LIMIT 2000

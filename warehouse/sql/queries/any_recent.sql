-- Sources among the wanted of which an article may still be visited again: a quick look, before the whole question is asked.
SELECT DISTINCT source_id
FROM core.article
SEMI JOIN wanted ON wanted.value = article.source_id
WHERE first_seen_at > $since
UNION
SELECT DISTINCT source_id
FROM core.article_deletion
SEMI JOIN wanted ON wanted.value = article_deletion.source_id
WHERE visits = 1 AND restored_at IS NULL AND seen_at > $since

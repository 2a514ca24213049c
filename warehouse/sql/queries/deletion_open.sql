-- The disappearances of the wanted articles that no visit has ended.
SELECT article_id, source_id, seen_at, status, reason, fetch_id, last_seen_at, visits, confirmed_at, restored_at, run_id
FROM core.article_deletion
SEMI JOIN wanted ON wanted.value = core.article_deletion.article_id
WHERE restored_at IS NULL

-- How many rows of each table go because they are older than their source keeps (forget/aged_rows_gone), without those of
-- articles that go.
SELECT 'ops.lead' AS relation, count(*) AS rows
FROM ops.lead AS noted
JOIN aged_source AS aged ON aged.source_id = noted.source_id AND noted.changed_at < aged.before
ANTI JOIN core.article AS kept ON kept.source_id = noted.source_id AND kept.url_key = noted.url_key
UNION ALL
SELECT 'ops.reject', count(*)
FROM ops.reject AS noted
JOIN aged_source AS aged ON aged.source_id = noted.source_id AND noted.rejected_at < aged.before
UNION ALL
SELECT 'ops.pending', count(*)
FROM ops.pending AS noted
JOIN aged_source AS aged ON aged.source_id = noted.source_id AND noted.last_failed_at < aged.before

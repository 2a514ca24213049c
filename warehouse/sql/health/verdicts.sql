-- The stored verdicts.
SELECT source_id, kind, severity, cause, advice, evidence, url, status, last_good_at, since, judged_at
FROM ops.verdict
ORDER BY source_id

-- The wanted runs, in the order in which they began.
SELECT run_id, kind, source_id, started_at, finished_at, state, message, flow_run_id, code_version,
    found, fetched, not_modified, unchanged, new, updated, duplicate, rejected
FROM ops.run
SEMI JOIN wanted ON wanted.value = run.run_id
ORDER BY started_at, run_id, source_id

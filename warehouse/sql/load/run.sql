-- The record of a run, at its start and again at its end.
INSERT OR REPLACE INTO ops.run
    (run_id, kind, source_id, started_at, finished_at, state, message, flow_run_id, code_version,
     found, fetched, not_modified, unchanged, new, updated, duplicate, rejected)
VALUES
    ($run_id, $kind, $source_id, $started_at, $finished_at, $state, $message, $flow_run_id, $code_version,
     $found, $fetched, $not_modified, $unchanged, $new, $updated, $duplicate, $rejected)

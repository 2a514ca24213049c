-- The records of runs, at their start and again at their end.
MERGE INTO ops.run AS stored
USING incoming_run AS incoming
ON stored.run_id = incoming.run_id AND stored.source_id = incoming.source_id
WHEN MATCHED THEN UPDATE SET
    kind = incoming.kind,
    started_at = incoming.started_at,
    finished_at = incoming.finished_at,
    state = incoming.state,
    message = incoming.message,
    flow_run_id = incoming.flow_run_id,
    code_version = incoming.code_version,
    found = incoming.found,
    fetched = incoming.fetched,
    not_modified = incoming.not_modified,
    unchanged = incoming.unchanged,
    new = incoming.new,
    updated = incoming.updated,
    duplicate = incoming.duplicate,
    rejected = incoming.rejected
WHEN NOT MATCHED THEN INSERT BY NAME

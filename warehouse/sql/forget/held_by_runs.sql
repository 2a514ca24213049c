-- Every source that a run may take.
SELECT source_id FROM core.source
UNION
SELECT source_id FROM ops.lease

-- The sources that the warehouse knows.
SELECT source_id FROM core.source

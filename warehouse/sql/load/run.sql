-- The records of runs, at their start and again at their end.
INSERT OR REPLACE INTO ops.run BY NAME
SELECT * FROM incoming_run

-- The records of the loads themselves.
INSERT INTO ops.batch BY NAME
SELECT * FROM incoming_batch

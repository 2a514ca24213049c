-- The outcome of every check.
INSERT INTO ops.check_result BY NAME
SELECT * FROM incoming_check_result

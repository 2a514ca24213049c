-- What the checks have just found.
INSERT INTO ops.finding BY NAME
SELECT * FROM new_finding

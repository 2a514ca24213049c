-- Checks that are new, or have changed.
INSERT INTO ops.check_definition BY NAME
SELECT one.*, $now AS changed_at
FROM incoming_definition AS one
ANTI JOIN ops.check_definition AS stored ON stored.check_name = one.check_name

-- Checks that are no more, or have changed.
DELETE FROM ops.check_definition AS stored
WHERE NOT EXISTS (
    SELECT 1 FROM incoming_definition AS one WHERE one.check_name = stored.check_name AND one.digest = stored.digest
)

-- The checks as they last ran.
SELECT check_name, digest FROM ops.check_definition

-- The hashes that stand in sorted runs.
SELECT doc, hash FROM ops.copy_run

-- The hashes that do not stand in sorted runs.
SELECT doc, hash FROM ops.copy_sketch WHERE doc > $sealed

-- Writes the hashes of some articles into a sorted run.
INSERT INTO ops.copy_run
SELECT doc, hash FROM ops.copy_sketch WHERE doc BETWEEN $first AND $last ORDER BY hash, doc

-- The hashes of some articles, or of all.
SELECT doc, hash FROM ops.copy_sketch WHERE doc BETWEEN $first AND $last

-- Who holds the hashes that were asked for: one pass over all sketches, each of them once.
CREATE OR REPLACE TEMP TABLE held AS
SELECT sketch.doc, sketch.hash, sketch.signature
FROM ops.copy_sketch AS sketch
WHERE sketch.hash IN (SELECT DISTINCT hash FROM temp.asked)

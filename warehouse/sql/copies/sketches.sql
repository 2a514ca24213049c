-- All sketches.
SELECT doc, signature, words, drawn, hashes FROM ops.copy_sketch

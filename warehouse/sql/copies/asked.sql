-- The hashes that the articles ask for: those of their sketches, common ones left out.
WITH own AS (
    SELECT doc, words, drawn, unnest(hashes) AS hash
    FROM ops.copy_sketch
    WHERE doc IN (SELECT doc FROM wanted_doc)
)
SELECT doc, words, drawn, hash FROM own WHERE hash NOT IN (SELECT hash FROM ops.common_hash)

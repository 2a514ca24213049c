-- Hands sketch and words of the removed to their heirs; in the runs to those that belong there.
UPDATE ops.copy_document SET rep = heir.heir FROM temp.heir AS heir WHERE copy_document.rep = heir.doc;
UPDATE ops.copy_sketch SET doc = heir.heir FROM temp.heir AS heir WHERE copy_sketch.doc = heir.doc;
UPDATE ops.copy_run SET doc = heir.heir FROM temp.heir AS heir
WHERE copy_run.doc = heir.doc AND heir.heir <= (SELECT coalesce(sealed, -1) FROM ops.copy_index);
UPDATE ops.copy_words SET doc = heir.heir FROM temp.heir AS heir WHERE copy_words.doc = heir.doc;

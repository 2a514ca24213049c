-- The hashes of the wanted articles.
SELECT stored.doc, stored.hash FROM ops.copy_sketch AS stored JOIN wanted_doc USING (doc)

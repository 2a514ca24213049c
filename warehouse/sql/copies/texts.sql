-- The words of articles.
SELECT stored.doc, stored.words FROM ops.copy_words AS stored JOIN wanted_doc USING (doc)

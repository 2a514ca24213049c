-- Ids and reach of articles by their numbers.
SELECT stored.doc, stored.article_id, stored.reach FROM ops.copy_document AS stored JOIN wanted_doc USING (doc)

-- The article that stands for each content key that is stored.
SELECT stored.content_key, stored.doc
FROM ops.copy_document AS stored
JOIN wanted_key ON wanted_key.content_key = stored.content_key
WHERE stored.doc = stored.rep

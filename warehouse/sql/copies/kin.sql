-- The articles that stand for others of their words which are to be removed, and stay.
SELECT DISTINCT rep
FROM ops.copy_document
WHERE doc IN (SELECT doc FROM wanted_doc) AND rep NOT IN (SELECT doc FROM wanted_doc)

-- The number that the next article gets.
SELECT coalesce(max(doc), -1) + 1 FROM ops.copy_document

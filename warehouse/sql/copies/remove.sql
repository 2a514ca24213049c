-- Takes articles out of the index.
DELETE FROM ops.copy_sketch WHERE doc IN (SELECT doc FROM wanted_doc);
DELETE FROM ops.copy_run WHERE doc IN (SELECT doc FROM wanted_doc);
DELETE FROM ops.copy_words WHERE doc IN (SELECT doc FROM wanted_doc);
DELETE FROM ops.copy_document WHERE doc IN (SELECT doc FROM wanted_doc);

-- Writes articles into the index.
INSERT INTO ops.copy_document BY NAME SELECT * EXCLUDE (item) FROM incoming_copy

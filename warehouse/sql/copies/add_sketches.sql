-- Writes the hashes of new articles.
INSERT INTO ops.copy_sketch BY NAME SELECT * FROM incoming_sketch

-- Notes what was given under ids.
INSERT INTO ops.copy_given BY NAME SELECT * FROM incoming_given

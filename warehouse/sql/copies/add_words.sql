-- Writes the words of new articles.
INSERT INTO ops.copy_words BY NAME SELECT * FROM incoming_words

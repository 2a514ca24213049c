-- Words that occur for the first time.
INSERT INTO ops.search_word BY NAME
SELECT incoming.word, incoming.term
FROM incoming_search_word AS incoming
ANTI JOIN ops.search_word AS stored ON stored.term = incoming.term

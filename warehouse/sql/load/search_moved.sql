-- Moves what has gathered to the sorted rows; what belongs to no document any more stays behind.
INSERT INTO ops.search_posting BY NAME
SELECT recent.*
FROM ops.search_recent AS recent
SEMI JOIN ops.search_document AS document ON document.doc = recent.doc
ORDER BY recent.term, recent.doc;
TRUNCATE ops.search_recent;

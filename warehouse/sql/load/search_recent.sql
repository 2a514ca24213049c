-- The words of those documents.
INSERT INTO ops.search_recent BY NAME
SELECT incoming.term, document.doc, incoming.weight
FROM incoming_search_posting AS incoming
JOIN incoming_search_document AS article ON article.item = incoming.item
JOIN ops.search_document AS document ON document.article_id = article.article_id

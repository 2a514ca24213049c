-- A new document for each article of the table.
INSERT INTO ops.search_document BY NAME
SELECT nextval('ops.search_doc')::INTEGER AS doc, article_id, version, words
FROM incoming_search_document

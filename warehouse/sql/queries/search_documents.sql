-- All documents of the full-text index and how many words each has.
SELECT doc, words FROM ops.search_document

-- The full-text index without the documents that nobody has any more, and without the words that stood in these alone.
DELETE FROM ops.search_document WHERE article_id IN (SELECT value FROM wanted);
DELETE FROM ops.search_posting WHERE doc NOT IN (SELECT doc FROM ops.search_document);
DELETE FROM ops.search_recent WHERE doc NOT IN (SELECT doc FROM ops.search_document);
DELETE FROM ops.search_word
WHERE term NOT IN (SELECT term FROM ops.search_posting UNION SELECT term FROM ops.search_recent);

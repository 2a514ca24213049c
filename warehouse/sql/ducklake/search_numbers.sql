-- Lets a file that was filled from a lake go on with numbers that no document of the full-text index has; {start} is the
-- next one. A lake has no sequences.
CREATE OR REPLACE SEQUENCE fresh.ops.search_doc START {start};
COMMENT ON SEQUENCE fresh.ops.search_doc IS 'Full-text index: numbers of documents (ops.search_document).';

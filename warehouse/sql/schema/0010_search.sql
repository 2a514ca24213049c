-- The full-text index: rows that grow with what is published and are never built anew.
-- A term is looked up by its number, and a scan is cheap where the rows of a term lie together: rows arrive in
-- ops.search_recent and move, sorted, to ops.search_posting once a million of them have gathered. An article that
-- changes gets a new document; rows of documents that are no longer in ops.search_document count for nothing and are
-- left behind when rows move.

CREATE SEQUENCE ops.search_doc;
COMMENT ON SEQUENCE ops.search_doc IS 'Full-text index: numbers of documents (ops.search_document).';

CREATE TABLE ops.search_document (
    doc INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    words INTEGER NOT NULL
);
COMMENT ON TABLE ops.search_document IS 'Full-text index: one row per article, the document that holds its words now.';
COMMENT ON COLUMN ops.search_document.doc IS 'Number of the document; never used again for another.';
COMMENT ON COLUMN ops.search_document.article_id IS 'Article whose words it has (core.article).';
COMMENT ON COLUMN ops.search_document.version IS 'Version whose words they are (core.article_version).';
COMMENT ON COLUMN ops.search_document.words IS 'Words of title, summary and body, with which scores are made comparable.';

CREATE TABLE ops.search_posting (
    term UBIGINT NOT NULL,
    doc INTEGER NOT NULL,
    weight USMALLINT NOT NULL
);
COMMENT ON TABLE ops.search_posting IS 'Full-text index: which document has which term how often. Sorted by term in runs of a million rows.';
COMMENT ON COLUMN ops.search_posting.term IS 'Number of a folded word: md5_number_lower(word).';
COMMENT ON COLUMN ops.search_posting.doc IS 'Document (ops.search_document).';
COMMENT ON COLUMN ops.search_posting.weight IS 'Times that the word occurs: in the title four times each, in the summary twice, in the body once.';

CREATE TABLE ops.search_recent (
    term UBIGINT NOT NULL,
    doc INTEGER NOT NULL,
    weight USMALLINT NOT NULL
);
COMMENT ON TABLE ops.search_recent IS 'Full-text index: rows that have not moved to ops.search_posting yet.';
COMMENT ON COLUMN ops.search_recent.term IS 'Number of a folded word: md5_number_lower(word).';
COMMENT ON COLUMN ops.search_recent.doc IS 'Document (ops.search_document).';
COMMENT ON COLUMN ops.search_recent.weight IS 'Times that the word occurs, weighted as in ops.search_posting.';

CREATE TABLE ops.search_word (
    word VARCHAR NOT NULL,
    term UBIGINT NOT NULL
);
COMMENT ON TABLE ops.search_word IS 'Full-text index: every folded word that occurs, for searches by its beginning.';
COMMENT ON COLUMN ops.search_word.word IS 'The word: lower case, without diacritics.';
COMMENT ON COLUMN ops.search_word.term IS 'Its number: md5_number_lower(word).';

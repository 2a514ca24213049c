-- Sketches a second time, in runs that are sorted by hash: a look-up that reads all of them need not look at each. And the
-- window of time within which articles are compared.

ALTER TABLE ops.copy_index ADD COLUMN sealed INTEGER;
COMMENT ON COLUMN ops.copy_index.sealed IS 'Number of the last article whose sketch stands in ops.copy_run too; NULL where none does.';
ALTER TABLE ops.copy_index ADD COLUMN window_days INTEGER;
COMMENT ON COLUMN ops.copy_index.window_days IS 'Days between two articles that are compared, at most; NULL: however many.';

CREATE TABLE ops.copy_run (
    doc INTEGER NOT NULL,
    hash UINTEGER NOT NULL
);
COMMENT ON TABLE ops.copy_run IS 'The rows of ops.copy_sketch up to article ops.copy_index.sealed once more, in runs of 50,000 articles, each sorted by hash: by these the articles that hold a hash are found.';
COMMENT ON COLUMN ops.copy_run.doc IS 'Number of the article (ops.copy_document).';
COMMENT ON COLUMN ops.copy_run.hash IS 'Hash of a word sequence.';

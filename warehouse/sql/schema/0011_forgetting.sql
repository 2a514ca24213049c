-- Forgetting: what was removed, and by what a removed article is recognised when it comes again.
-- Nothing here says what it was: digests alone (transforms.tombstones), and numbers.

CREATE TABLE ops.removal (
    removal_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    removed_at TIMESTAMPTZ NOT NULL,
    articles INTEGER NOT NULL,
    exchanges INTEGER NOT NULL,
    code_version VARCHAR NOT NULL
);
COMMENT ON TABLE ops.removal IS 'Every removal of articles: when and how many, never which. One row per removal that was carried out.';
COMMENT ON COLUMN ops.removal.removal_id IS 'Id of the removal.';
COMMENT ON COLUMN ops.removal.kind IS 'forgotten (khotin forget of articles), source-forgotten (of a whole source) or expired (by the age that is kept).';
COMMENT ON COLUMN ops.removal.removed_at IS 'When its rows were deleted.';
COMMENT ON COLUMN ops.removal.articles IS 'Articles that it removed.';
COMMENT ON COLUMN ops.removal.exchanges IS 'Rows of raw.fetch that it removed.';
COMMENT ON COLUMN ops.removal.code_version IS 'Version of Khotin that did it.';

CREATE TABLE ops.tombstone (
    digest VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    removal_id VARCHAR NOT NULL,
    forgotten_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.tombstone IS 'What must not be collected again: one row per forgotten URL, article or source. khotin forget --allow takes one away.';
COMMENT ON COLUMN ops.tombstone.digest IS 'One-way digest of the URL''s key, the article''s id or the source''s id (transforms.tombstones).';
COMMENT ON COLUMN ops.tombstone.kind IS 'url (of every source), article (of one source) or source.';
COMMENT ON COLUMN ops.tombstone.removal_id IS 'Removal that left it (ops.removal).';
COMMENT ON COLUMN ops.tombstone.forgotten_at IS 'When that was.';

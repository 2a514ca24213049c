-- Copies: what is kept of every article so that its copies are found, and the matches that were proved.
-- No index on copy_sketch: a look-up reads all of it once per batch, which costs less than an index would. Its articles are
-- stored as runs, which are read faster than what DuckDB would choose.

CREATE TABLE ops.copy_index (
    version VARCHAR NOT NULL
);
COMMENT ON TABLE ops.copy_index IS 'Which version of the sketches the index of copies holds. One row at most.';
COMMENT ON COLUMN ops.copy_index.version IS 'Version of the code that read the words and drew the sketches.';

CREATE TABLE ops.copy_document (
    doc INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    rep INTEGER NOT NULL,
    published VARCHAR NOT NULL,
    arrival BIGINT NOT NULL,
    content_key BIGINT,
    words INTEGER NOT NULL,
    hashes INTEGER NOT NULL,
    reach UINTEGER NOT NULL,
    signature UINTEGER NOT NULL,
    agency VARCHAR,
    own BOOLEAN NOT NULL,
    source VARCHAR
);
COMMENT ON TABLE ops.copy_document IS 'The index of copies: one row per article, as its current version stands.';
COMMENT ON COLUMN ops.copy_document.doc IS 'Number of the article in the index.';
COMMENT ON COLUMN ops.copy_document.article_id IS 'Article (core.article).';
COMMENT ON COLUMN ops.copy_document.rep IS 'Number of the article that stands for all with this content key: its own where it does so itself. Only that one has a sketch and words.';
COMMENT ON COLUMN ops.copy_document.published IS 'When it was published, ISO 8601 in UTC; ~ where that is unknown.';
COMMENT ON COLUMN ops.copy_document.arrival IS 'Orders articles that were published at the same time, or at none.';
COMMENT ON COLUMN ops.copy_document.content_key IS 'Fingerprint of its words, which exact copies share; NULL where there are too few.';
COMMENT ON COLUMN ops.copy_document.words IS 'Words of the body, with the title where it is short.';
COMMENT ON COLUMN ops.copy_document.hashes IS 'Hashes in its sketch, common ones included.';
COMMENT ON COLUMN ops.copy_document.reach IS 'The largest hash of its sketch: every lesser hash of its word sequences is in it.';
COMMENT ON COLUMN ops.copy_document.signature IS 'One hash of all its word sequences: articles that differ a little mostly share it.';
COMMENT ON COLUMN ops.copy_document.agency IS 'News agency that it credits.';
COMMENT ON COLUMN ops.copy_document.own IS 'That agency published it itself.';
COMMENT ON COLUMN ops.copy_document.source IS 'Outlet that published it; NULL where that is unknown.';

CREATE TABLE ops.copy_sketch (
    doc INTEGER NOT NULL USING COMPRESSION rle,
    hash UINTEGER NOT NULL
);
COMMENT ON TABLE ops.copy_sketch IS 'Sampled hashes of word sequences, by which copies find each other. One row per hash of an article that stands for itself, but for hashes that were common when it came.';
COMMENT ON COLUMN ops.copy_sketch.doc IS 'Number of the article (ops.copy_document).';
COMMENT ON COLUMN ops.copy_sketch.hash IS 'Hash of a word sequence.';

CREATE TABLE ops.copy_words (
    doc INTEGER NOT NULL,
    words UINTEGER[] NOT NULL
);
COMMENT ON TABLE ops.copy_words IS 'The words of articles as numbers, by which a copy is proved. One row per article that has a sketch.';
COMMENT ON COLUMN ops.copy_words.doc IS 'Number of the article (ops.copy_document).';
COMMENT ON COLUMN ops.copy_words.words IS 'Its words in order, each a number made from its bare letters.';

CREATE TABLE ops.common_hash (
    hash UINTEGER NOT NULL
);
COMMENT ON TABLE ops.common_hash IS 'Word sequences that stand in many articles which differ otherwise: they say nothing of copies, and no sketch that comes later holds them.';
COMMENT ON COLUMN ops.common_hash.hash IS 'Hash of a word sequence.';

CREATE TABLE core.match (
    article_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL,
    share DOUBLE NOT NULL,
    other_share DOUBLE NOT NULL,
    part UBIGINT NOT NULL,
    other_part UBIGINT NOT NULL
);
COMMENT ON TABLE core.match IS 'Pairs of articles that share a large part of their words, whether one is a copy of the other or not. Exact copies are represented by the first of them.';
COMMENT ON COLUMN core.match.article_id IS 'One article (core.article), the lesser id of the two.';
COMMENT ON COLUMN core.match.other_id IS 'The other (core.article).';
COMMENT ON COLUMN core.match.kind IS 'near or contained.';
COMMENT ON COLUMN core.match.similarity IS 'Share of the shorter one''s words that stand in sequences which both have, 0 to 1.';
COMMENT ON COLUMN core.match.share IS 'That share of article_id''s words.';
COMMENT ON COLUMN core.match.other_share IS 'That share of other_id''s words.';
COMMENT ON COLUMN core.match.part IS 'Where these words stand in article_id: bit i for the i-th 64th of the text.';
COMMENT ON COLUMN core.match.other_part IS 'Where they stand in other_id.';

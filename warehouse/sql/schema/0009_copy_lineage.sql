-- How copies go back to their originals. Computed when a copy is placed, since no SQL aligns texts, and again when either
-- side has another version or the copy another original; it is a table of its own so that this rewrites nothing else.

CREATE TABLE core.copy_lineage (
    article_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    of_article_id VARCHAR NOT NULL,
    of_version INTEGER NOT NULL,
    share_kept DOUBLE NOT NULL,
    share_of_copy DOUBLE NOT NULL,
    paragraphs STRUCT(fate VARCHAR, "position" INTEGER, of_position INTEGER, share DOUBLE, moved BOOLEAN)[] NOT NULL
);
COMMENT ON TABLE core.copy_lineage IS 'What a copy did with its original, paragraph by paragraph. One row per copy (core.duplicate). Copies from before this table have their row when they are placed again.';
COMMENT ON COLUMN core.copy_lineage.article_id IS 'The copy.';
COMMENT ON COLUMN core.copy_lineage.version IS 'Its version that was compared (core.article_version).';
COMMENT ON COLUMN core.copy_lineage.of_article_id IS 'The original.';
COMMENT ON COLUMN core.copy_lineage.of_version IS 'Its version that was compared.';
COMMENT ON COLUMN core.copy_lineage.share_kept IS 'Share of the original''s words that are in the copy, 0 to 1.';
COMMENT ON COLUMN core.copy_lineage.share_of_copy IS 'Share of the copy''s words that are the original''s, 0 to 1.';
COMMENT ON COLUMN core.copy_lineage.paragraphs IS 'What became of each paragraph: fate (kept, changed, cut or added), its place in the copy and in the original (from 0; NULL where it is not there), the share of its words that the other text has, and whether it stands in another order.';

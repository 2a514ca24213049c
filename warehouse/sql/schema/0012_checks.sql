-- Checks: what each source is expected to yield, its own checks, and what the checks of single articles found.
-- Checks of single articles look only at what has been loaded since they last did: ops.batch says which batches those are,
-- ops.recheck which articles besides. Columns that are added have no NOT NULL, which DuckDB cannot add to a table that is
-- there already.

ALTER TABLE core.source ADD COLUMN expected_per_day INTEGER;
ALTER TABLE core.source ADD COLUMN expected_chars INTEGER;
ALTER TABLE core.source ADD COLUMN expected_fields VARCHAR[];
ALTER TABLE core.source ADD COLUMN checks STRUCT(
    name VARCHAR, severity VARCHAR, explains VARCHAR, "where" VARCHAR, field VARCHAR, "required" BOOLEAN,
    matches VARCHAR, not_matches VARCHAR, one_of VARCHAR[], min_chars INTEGER, max_chars INTEGER, max_age_days INTEGER
)[];
COMMENT ON COLUMN core.source.expected_per_day IS 'Least number of articles on a day ([expect] of its file); 0 or NULL: nothing is expected.';
COMMENT ON COLUMN core.source.expected_chars IS 'Least length of an article''s text in characters ([expect]); 0 or NULL: nothing is expected.';
COMMENT ON COLUMN core.source.expected_fields IS 'Fields that every article must have ([expect]).';
COMMENT ON COLUMN core.source.checks IS 'The source''s own checks ([[checks]] of its file) as they stand there.';

ALTER TABLE ops.batch ADD COLUMN checked_at TIMESTAMPTZ;
COMMENT ON COLUMN ops.batch.checked_at IS 'When the checks of single articles first looked at what it loaded; NULL: not yet.';

ALTER TABLE ops.check_result ADD COLUMN found BIGINT;
ALTER TABLE ops.check_result ADD COLUMN error VARCHAR;
COMMENT ON COLUMN ops.check_result.bad_rows IS 'Rows that fail at present; 0 is good.';
COMMENT ON COLUMN ops.check_result.found IS 'Those of them that this very pass came upon: among what was loaded since the pass before, or among everything.';
COMMENT ON COLUMN ops.check_result.error IS 'Why the check could not be run; NULL otherwise.';

CREATE TABLE ops.check_definition (
    check_name VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    explains VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    source_id VARCHAR,
    digest VARCHAR NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.check_definition IS 'The data checks as they last ran. A check of single articles that is new or has changed looks at every article once.';
COMMENT ON COLUMN ops.check_definition.check_name IS 'Name of the check; that of a source''s own begins with the source''s id and a colon.';
COMMENT ON COLUMN ops.check_definition.severity IS 'structural (nothing is published), row (the article is withheld) or warning.';
COMMENT ON COLUMN ops.check_definition.explains IS 'What it looks for.';
COMMENT ON COLUMN ops.check_definition.origin IS 'Whose it is: khotin, or the file that it stands in.';
COMMENT ON COLUMN ops.check_definition.source_id IS 'Source that it is about; NULL: all.';
COMMENT ON COLUMN ops.check_definition.digest IS 'SHA-256 of everything that decides its outcome, hex.';
COMMENT ON COLUMN ops.check_definition.changed_at IS 'When it first ran in this form.';

CREATE TABLE ops.finding (
    article_id VARCHAR NOT NULL,
    check_name VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    found_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.finding IS 'Articles that a check of single articles finds fault with at present, warnings included. One row per article and check.';
COMMENT ON COLUMN ops.finding.article_id IS 'Article that it is about (core.article).';
COMMENT ON COLUMN ops.finding.check_name IS 'Check that it fails.';
COMMENT ON COLUMN ops.finding.severity IS 'row (the article is withheld, see ops.withheld) or warning (it is published).';
COMMENT ON COLUMN ops.finding.content_hash IS 'Text that failed.';
COMMENT ON COLUMN ops.finding.detail IS 'What exactly was wrong, for people.';
COMMENT ON COLUMN ops.finding.found_at IS 'When it was found.';

CREATE TABLE ops.recheck (
    article_id VARCHAR NOT NULL
);
COMMENT ON TABLE ops.recheck IS 'Articles that changed without a batch: the next check looks at them as well, and empties this.';
COMMENT ON COLUMN ops.recheck.article_id IS 'Article to look at again (core.article).';

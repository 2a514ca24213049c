-- Health: which listing a reject belongs to, and the doctor's latest verdict on each source.
-- A verdict is rewritten only when it says something new, so that "since" is the beginning of the incident.

ALTER TABLE ops.reject ADD COLUMN listing VARCHAR;
COMMENT ON COLUMN ops.reject.listing IS 'Key of the listing whose reading met it; NULL for what concerns an article, and before this column was there.';

CREATE TABLE ops.verdict (
    source_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    cause VARCHAR NOT NULL,
    advice VARCHAR,
    evidence VARCHAR[] NOT NULL,
    url VARCHAR,
    status SMALLINT,
    last_good_at TIMESTAMPTZ,
    since TIMESTAMPTZ NOT NULL,
    judged_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.verdict IS 'The doctor''s latest verdict on each source (khotin doctor), written whenever a snapshot is published. One row per source.';
COMMENT ON COLUMN ops.verdict.source_id IS 'Source that was judged.';
COMMENT ON COLUMN ops.verdict.kind IS 'The verdict, such as healthy, quiet, dead-feed or blocked; docs/doctor.md lists them.';
COMMENT ON COLUMN ops.verdict.severity IS 'ok, note (worth knowing), part (one route is broken, others bring articles) or broken.';
COMMENT ON COLUMN ops.verdict.cause IS 'What is the matter, in one line.';
COMMENT ON COLUMN ops.verdict.advice IS 'What to do; NULL where nothing is.';
COMMENT ON COLUMN ops.verdict.evidence IS 'The figures behind it, for people.';
COMMENT ON COLUMN ops.verdict.url IS 'Address that shows the trouble, where there is one.';
COMMENT ON COLUMN ops.verdict.status IS 'HTTP status that it answered; 0 for no answer, NULL where none was asked for.';
COMMENT ON COLUMN ops.verdict.last_good_at IS 'When a listing of the source was last read whole.';
COMMENT ON COLUMN ops.verdict.since IS 'Since when the verdict is this kind.';
COMMENT ON COLUMN ops.verdict.judged_at IS 'When it was last found to differ from what stood here before.';

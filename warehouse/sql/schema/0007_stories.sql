-- Stories: what each report is recognised by, how rare that is, and what became of stories that were joined or parted.
-- No index on story_lookup and story_count: a look-up reads a column once per batch, which costs less than an index would.

CREATE TABLE ops.story_report (
    doc INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    language VARCHAR,
    published TIMESTAMPTZ,
    hashes UINTEGER[] NOT NULL,
    counts FLOAT[] NOT NULL,
    kinds UTINYINT[] NOT NULL
);
COMMENT ON TABLE ops.story_report IS 'What stories are found by: the features of every article that is no copy, as it stood when it was first seen. Three lists of one length.';
COMMENT ON COLUMN ops.story_report.doc IS 'Number of the report in the index, in order of arrival.';
COMMENT ON COLUMN ops.story_report.article_id IS 'Article (core.article).';
COMMENT ON COLUMN ops.story_report.language IS 'Its language, primary subtag of BCP 47.';
COMMENT ON COLUMN ops.story_report.published IS 'When it was published, as far as known.';
COMMENT ON COLUMN ops.story_report.hashes IS 'Hashes of its words and word pairs, names, numbers and countries.';
COMMENT ON COLUMN ops.story_report.counts IS 'How often each occurs, those in the title counting more.';
COMMENT ON COLUMN ops.story_report.kinds IS 'What each is: 0 word, 1 name, 2 skeleton of a name, 3 number, 4 year or sort of event, 5 country or city.';

CREATE TABLE ops.story_lookup (
    doc INTEGER NOT NULL,
    day INTEGER,
    hash UINTEGER NOT NULL
);
COMMENT ON TABLE ops.story_lookup IS 'A sample of the features of each report, by which reports of one event find each other. One row per report and hash.';
COMMENT ON COLUMN ops.story_lookup.doc IS 'Number of the report (ops.story_report).';
COMMENT ON COLUMN ops.story_lookup.day IS 'Day of its publication, counted from 1970-01-01.';
COMMENT ON COLUMN ops.story_lookup.hash IS 'Hash of a feature.';

CREATE TABLE ops.story_count (
    hash UINTEGER NOT NULL,
    articles INTEGER NOT NULL,
    last_doc INTEGER NOT NULL
);
COMMENT ON TABLE ops.story_count IS 'In how many reports a feature stood: rare ones tell events apart. What stood in one report alone is forgotten after many others.';
COMMENT ON COLUMN ops.story_count.hash IS 'Hash of a feature.';
COMMENT ON COLUMN ops.story_count.articles IS 'Reports that had it.';
COMMENT ON COLUMN ops.story_count.last_doc IS 'Number of the last one (ops.story_report).';

CREATE TABLE core.story_event (
    kind VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    into_story_id VARCHAR NOT NULL,
    article_ids VARCHAR[] NOT NULL,
    because VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE core.story_event IS 'What became of stories: an id never changes its meaning, so that a merger or a split is recorded. Rows are only ever added.';
COMMENT ON COLUMN core.story_event.kind IS 'merge: the story continues in another one. split: some of its articles are another story from now on.';
COMMENT ON COLUMN core.story_event.story_id IS 'The story as it was (core.story).';
COMMENT ON COLUMN core.story_event.into_story_id IS 'The story that its articles are in now (core.story).';
COMMENT ON COLUMN core.story_event.article_ids IS 'The articles that moved, their copies included.';
COMMENT ON COLUMN core.story_event.because IS 'On what grounds.';
COMMENT ON COLUMN core.story_event.run_id IS 'Run that decided it.';
COMMENT ON COLUMN core.story_event.recorded_at IS 'When that was.';

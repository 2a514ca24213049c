-- Reparse: archived pages through the code of today. A version keeps its number, and what brought it; that it was
-- corrected stands beside it.
-- Documents get the key by which they are known, so that one that was refused can be taken later under its own id.

ALTER TABLE raw.fetch ADD COLUMN document_key VARCHAR;
COMMENT ON COLUMN raw.fetch.document_key IS 'Path of a local document below the path that was given, from which its id is made; NULL for what came from the web, and for documents read before this column.';

ALTER TABLE core.article_version ADD COLUMN reparsed_at TIMESTAMPTZ;
ALTER TABLE core.article_version ADD COLUMN reparse_run_id VARCHAR;
COMMENT ON COLUMN core.article_version.reparsed_at IS 'When a reparse last corrected the row from its archived page; NULL if it stands as it was loaded.';
COMMENT ON COLUMN core.article_version.reparse_run_id IS 'Run of that reparse (ops.run).';

CREATE TABLE ops.reparse (
    source_id VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL,
    since TIMESTAMPTZ,
    before TIMESTAMPTZ,
    holder VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    place_file VARCHAR,
    place_offset BIGINT,
    place_fetch_id VARCHAR,
    pages INTEGER NOT NULL
);
COMMENT ON TABLE ops.reparse IS 'How far each reparse has come, so that one that was killed goes on there. One row per source, code and chosen time.';
COMMENT ON COLUMN ops.reparse.source_id IS 'Source whose pages are read again.';
COMMENT ON COLUMN ops.reparse.code IS 'Fingerprint of the code, the source file and the profile of recurring lines with which they are read.';
COMMENT ON COLUMN ops.reparse.code_version IS 'Version of Khotin that reads them.';
COMMENT ON COLUMN ops.reparse.since IS 'Pages fetched from then on; NULL for all.';
COMMENT ON COLUMN ops.reparse.before IS 'Pages fetched before then; NULL for all.';
COMMENT ON COLUMN ops.reparse.holder IS 'Who does it: run, host and process.';
COMMENT ON COLUMN ops.reparse.started_at IS 'When it began.';
COMMENT ON COLUMN ops.reparse.updated_at IS 'When its last batch was committed.';
COMMENT ON COLUMN ops.reparse.finished_at IS 'When it was through; NULL before.';
COMMENT ON COLUMN ops.reparse.place_file IS 'WARC file of the last page that is done; pages are read in the order of files and offsets.';
COMMENT ON COLUMN ops.reparse.place_offset IS 'Offset of that page in the file.';
COMMENT ON COLUMN ops.reparse.place_fetch_id IS 'Exchange that brought that page (raw.fetch).';
COMMENT ON COLUMN ops.reparse.pages IS 'Pages that are done.';

CREATE TABLE ops.reparse_refusal (
    article_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    source_id VARCHAR NOT NULL,
    fetch_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    refused_at TIMESTAMPTZ NOT NULL,
    applied BOOLEAN NOT NULL
);
COMMENT ON TABLE ops.reparse_refusal IS 'Versions whose page the code of today takes for no article. One row per article and version; a reparse that takes the page again deletes it.';
COMMENT ON COLUMN ops.reparse_refusal.article_id IS 'Article (core.article).';
COMMENT ON COLUMN ops.reparse_refusal.version IS 'Its version that was made from the page (core.article_version).';
COMMENT ON COLUMN ops.reparse_refusal.source_id IS 'Its source.';
COMMENT ON COLUMN ops.reparse_refusal.fetch_id IS 'Exchange that brought the page (raw.fetch).';
COMMENT ON COLUMN ops.reparse_refusal.stage IS 'Stage that refuses it: parse or clean.';
COMMENT ON COLUMN ops.reparse_refusal.reason IS 'Short reason in kebab case.';
COMMENT ON COLUMN ops.reparse_refusal.detail IS 'What exactly is wrong, for people.';
COMMENT ON COLUMN ops.reparse_refusal.code_version IS 'Version of Khotin that refuses it.';
COMMENT ON COLUMN ops.reparse_refusal.run_id IS 'Reparse that found it (ops.run).';
COMMENT ON COLUMN ops.reparse_refusal.refused_at IS 'When that was.';
COMMENT ON COLUMN ops.reparse_refusal.applied IS 'Whether the article is to be withheld from mart as long as this is its current version (khotin reparse --apply-rejects).';

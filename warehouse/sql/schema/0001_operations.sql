-- Operations: what the workflow did, and the state that it needs for the next run.
-- Rows here grow by what happened. State (cursor, lead, pending, lease, withheld) is committed in the same transaction
-- as the articles that it led to, so that a run that dies anywhere is simply run again.
-- Times are instants in UTC. There are no foreign keys: in DuckDB an update of a parent row fails with them, and they
-- slow every load; orphans are found by sql/checks instead.

CREATE SCHEMA ops;

CREATE TABLE ops.schema_migration (
    version INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.schema_migration IS 'Schema migrations applied to this file, one row each.';
COMMENT ON COLUMN ops.schema_migration.version IS 'Number at the head of the file name in sql/schema.';
COMMENT ON COLUMN ops.schema_migration.name IS 'File name without its ending.';
COMMENT ON COLUMN ops.schema_migration.applied_at IS 'When the migration was committed.';

CREATE TABLE ops.view_state (
    digest VARCHAR NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.view_state IS 'The one row says from which text schema mart was made; when the text changes, mart is made anew.';
COMMENT ON COLUMN ops.view_state.digest IS 'SHA-256 over the files of sql/views, hex.';
COMMENT ON COLUMN ops.view_state.created_at IS 'When the views were made.';

CREATE TABLE ops.run (
    run_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    state VARCHAR NOT NULL,
    message VARCHAR,
    flow_run_id VARCHAR,
    code_version VARCHAR NOT NULL,
    found INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    not_modified INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    new INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    PRIMARY KEY (run_id, source_id)
);
COMMENT ON TABLE ops.run IS 'One row per source and command: one source''s part of a run, backfill, ingest or reparse.';
COMMENT ON COLUMN ops.run.run_id IS 'Id of the command that ran, the same for all its sources; every row that it loaded names it.';
COMMENT ON COLUMN ops.run.kind IS 'run, backfill, ingest or reparse.';
COMMENT ON COLUMN ops.run.source_id IS 'Source that was harvested.';
COMMENT ON COLUMN ops.run.started_at IS 'When the run began.';
COMMENT ON COLUMN ops.run.finished_at IS 'When it ended; NULL while it runs, and for ever if it was killed.';
COMMENT ON COLUMN ops.run.state IS 'running, done, partial, failed or skipped.';
COMMENT ON COLUMN ops.run.message IS 'Why it did not end as done; NULL otherwise.';
COMMENT ON COLUMN ops.run.flow_run_id IS 'Id of the Prefect flow run, where there was one.';
COMMENT ON COLUMN ops.run.code_version IS 'Version of Khotin that ran.';
COMMENT ON COLUMN ops.run.found IS 'Distinct articles that the listings mentioned.';
COMMENT ON COLUMN ops.run.fetched IS 'Articles that were fetched with an answer.';
COMMENT ON COLUMN ops.run.not_modified IS 'Answers 304 Not Modified.';
COMMENT ON COLUMN ops.run.unchanged IS 'Articles whose clean text is what the warehouse has already.';
COMMENT ON COLUMN ops.run.new IS 'Articles seen for the first time and no duplicate.';
COMMENT ON COLUMN ops.run.updated IS 'Articles that got a new version.';
COMMENT ON COLUMN ops.run.duplicate IS 'Articles seen for the first time that duplicate another.';
COMMENT ON COLUMN ops.run.rejected IS 'Things that could not be used; see ops.reject.';

CREATE TABLE ops.batch (
    batch_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    articles INTEGER NOT NULL,
    articles_new INTEGER NOT NULL,
    articles_updated INTEGER NOT NULL,
    fetches INTEGER NOT NULL,
    rejects INTEGER NOT NULL,
    code_version VARCHAR NOT NULL
);
COMMENT ON TABLE ops.batch IS 'One row per committed load. A batch that is here already is not loaded again, so that any load can be retried.';
COMMENT ON COLUMN ops.batch.batch_id IS 'Fingerprint of the batch''s content: run, time of load, and the ids in it.';
COMMENT ON COLUMN ops.batch.run_id IS 'Run that loaded it (ops.run).';
COMMENT ON COLUMN ops.batch.source_id IS 'Source of the run.';
COMMENT ON COLUMN ops.batch.loaded_at IS 'Time of load, as every row of the batch has it.';
COMMENT ON COLUMN ops.batch.articles IS 'Articles in the batch, unchanged ones included.';
COMMENT ON COLUMN ops.batch.articles_new IS 'Articles that were added.';
COMMENT ON COLUMN ops.batch.articles_updated IS 'Articles that got a new version.';
COMMENT ON COLUMN ops.batch.fetches IS 'Rows added to raw.fetch.';
COMMENT ON COLUMN ops.batch.rejects IS 'Rows added to ops.reject.';
COMMENT ON COLUMN ops.batch.code_version IS 'Version of Khotin that loaded it.';

CREATE TABLE ops.reject (
    reject_id VARCHAR NOT NULL,
    run_id VARCHAR,
    source_id VARCHAR,
    stage VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    fetch_id VARCHAR,
    rejected_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.reject IS 'What could not be used, and why: nothing is dropped with only a line in a log. One row per run and thing.';
COMMENT ON COLUMN ops.reject.reject_id IS 'Fingerprint of run, stage, reason, URL and detail: the same reject of the same run is one row.';
COMMENT ON COLUMN ops.reject.run_id IS 'Run that met it (ops.run); for stage check the run that loaded the article.';
COMMENT ON COLUMN ops.reject.source_id IS 'Source that it came from, where known.';
COMMENT ON COLUMN ops.reject.stage IS 'Stage that refused it: discover, fetch, archive, parse, clean, dedup, tag, link, load, check or publish.';
COMMENT ON COLUMN ops.reject.reason IS 'Short reason in kebab case; for stage check the name of the check.';
COMMENT ON COLUMN ops.reject.url IS 'URL or file that was refused.';
COMMENT ON COLUMN ops.reject.detail IS 'What exactly was wrong, for people.';
COMMENT ON COLUMN ops.reject.fetch_id IS 'Exchange that brought it (raw.fetch), where there was one.';
COMMENT ON COLUMN ops.reject.rejected_at IS 'When it was recorded.';

CREATE TABLE ops.cursor (
    source_id VARCHAR NOT NULL,
    listing VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    polled_at TIMESTAMPTZ NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR,
    body_sha256 VARCHAR,
    items INTEGER NOT NULL,
    complete BOOLEAN NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE ops.cursor IS 'State of each listing (feed, section page, archive day) at its latest successful poll. One row per source and listing.';
COMMENT ON COLUMN ops.cursor.source_id IS 'Source of the listing.';
COMMENT ON COLUMN ops.cursor.listing IS 'Key of the listing.';
COMMENT ON COLUMN ops.cursor.kind IS 'feed, news_sitemap, sitemap, section, archive or folder.';
COMMENT ON COLUMN ops.cursor.polled_at IS 'When it was read.';
COMMENT ON COLUMN ops.cursor.etag IS 'ETag of the answer, verbatim; sent back with the next conditional GET.';
COMMENT ON COLUMN ops.cursor.last_modified IS 'Last-Modified of the answer, verbatim.';
COMMENT ON COLUMN ops.cursor.body_sha256 IS 'SHA-256 of the listing''s body, hex.';
COMMENT ON COLUMN ops.cursor.items IS 'Links that the listing had.';
COMMENT ON COLUMN ops.cursor.complete IS 'True when an archive day is finished and need not be read again.';
COMMENT ON COLUMN ops.cursor.run_id IS 'Run that read it.';

CREATE TABLE ops.lead (
    source_id VARCHAR NOT NULL,
    url_key VARCHAR NOT NULL,
    listing VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    title VARCHAR,
    published VARCHAR,
    modified VARCHAR,
    section VARCHAR,
    summary VARCHAR,
    listing_date DATE,
    lead_hash VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.lead IS 'What the listings said of each article when it was last followed. One row per source, URL key and listing; rewritten only when the words changed.';
COMMENT ON COLUMN ops.lead.source_id IS 'Source of the listing.';
COMMENT ON COLUMN ops.lead.url_key IS 'Key of the URL (transforms.urls.url_key).';
COMMENT ON COLUMN ops.lead.listing IS 'Key of the listing that mentioned it.';
COMMENT ON COLUMN ops.lead.url IS 'URL as the listing had it.';
COMMENT ON COLUMN ops.lead.title IS 'Title in the listing.';
COMMENT ON COLUMN ops.lead.published IS 'Date of publication in the listing''s own words.';
COMMENT ON COLUMN ops.lead.modified IS 'Date of change in the listing''s own words.';
COMMENT ON COLUMN ops.lead.section IS 'Section that the listing names.';
COMMENT ON COLUMN ops.lead.summary IS 'Summary in the listing.';
COMMENT ON COLUMN ops.lead.listing_date IS 'Day of an archive page; NULL elsewhere.';
COMMENT ON COLUMN ops.lead.lead_hash IS 'Fingerprint of the hints that call for a visit when they change (transforms.urls.lead_hash).';
COMMENT ON COLUMN ops.lead.first_seen_at IS 'When the listing first mentioned it.';
COMMENT ON COLUMN ops.lead.changed_at IS 'When the hints last changed.';

CREATE TABLE ops.pending (
    source_id VARCHAR NOT NULL,
    url_key VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    listing VARCHAR NOT NULL,
    title VARCHAR,
    published VARCHAR,
    modified VARCHAR,
    section VARCHAR,
    summary VARCHAR,
    listing_date DATE,
    attempts INTEGER NOT NULL,
    first_failed_at TIMESTAMPTZ NOT NULL,
    last_failed_at TIMESTAMPTZ NOT NULL,
    last_error VARCHAR
);
COMMENT ON TABLE ops.pending IS 'Articles whose fetch failed and is tried again at the next run. One row per source and URL key; settled ones are deleted.';
COMMENT ON COLUMN ops.pending.source_id IS 'Source of the article.';
COMMENT ON COLUMN ops.pending.url_key IS 'Key of the URL (transforms.urls.url_key).';
COMMENT ON COLUMN ops.pending.url IS 'URL to fetch.';
COMMENT ON COLUMN ops.pending.listing IS 'Key of the listing that mentioned it.';
COMMENT ON COLUMN ops.pending.title IS 'Title in the listing.';
COMMENT ON COLUMN ops.pending.published IS 'Date of publication in the listing''s own words.';
COMMENT ON COLUMN ops.pending.modified IS 'Date of change in the listing''s own words.';
COMMENT ON COLUMN ops.pending.section IS 'Section that the listing names.';
COMMENT ON COLUMN ops.pending.summary IS 'Summary in the listing.';
COMMENT ON COLUMN ops.pending.listing_date IS 'Day of an archive page; NULL elsewhere.';
COMMENT ON COLUMN ops.pending.attempts IS 'How often it has been tried.';
COMMENT ON COLUMN ops.pending.first_failed_at IS 'When it failed first.';
COMMENT ON COLUMN ops.pending.last_failed_at IS 'When it failed last.';
COMMENT ON COLUMN ops.pending.last_error IS 'Why it failed last, where the batch said so.';

CREATE TABLE ops.lease (
    source_id VARCHAR PRIMARY KEY,
    holder VARCHAR NOT NULL,
    acquired_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.lease IS 'Which run holds a source at the moment, so that no two runs of a source overlap, however they were started.';
COMMENT ON COLUMN ops.lease.source_id IS 'Source that is held.';
COMMENT ON COLUMN ops.lease.holder IS 'Who holds it, as text that its owner can be recognised by.';
COMMENT ON COLUMN ops.lease.acquired_at IS 'Since when this holder has it.';
COMMENT ON COLUMN ops.lease.expires_at IS 'When the lease ends by itself unless it is renewed.';

CREATE TABLE ops.check_result (
    run_id VARCHAR,
    check_name VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    checked_at TIMESTAMPTZ NOT NULL,
    bad_rows BIGINT NOT NULL,
    examples VARCHAR[] NOT NULL
);
COMMENT ON TABLE ops.check_result IS 'Outcome of every data check at every check run, also where it found nothing.';
COMMENT ON COLUMN ops.check_result.run_id IS 'Run after which the checks ran; NULL for a check outside a run.';
COMMENT ON COLUMN ops.check_result.check_name IS 'Name of the check, from the head of its file in sql/checks.';
COMMENT ON COLUMN ops.check_result.severity IS 'structural (nothing is published), row (the article is withheld) or warning.';
COMMENT ON COLUMN ops.check_result.checked_at IS 'When it ran.';
COMMENT ON COLUMN ops.check_result.bad_rows IS 'Rows that failed; 0 is good.';
COMMENT ON COLUMN ops.check_result.examples IS 'The first few bad rows, as "subject: detail".';

CREATE TABLE ops.withheld (
    article_id VARCHAR NOT NULL,
    check_name VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    withheld_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.withheld IS 'Articles that fail a row-level check at present. They stay in core, and mart leaves them out. One row per article and check.';
COMMENT ON COLUMN ops.withheld.article_id IS 'Article that is withheld (core.article).';
COMMENT ON COLUMN ops.withheld.check_name IS 'Check that it fails.';
COMMENT ON COLUMN ops.withheld.content_hash IS 'Text that failed: another version is judged, and recorded, anew.';
COMMENT ON COLUMN ops.withheld.detail IS 'What exactly was wrong, for people.';
COMMENT ON COLUMN ops.withheld.withheld_at IS 'When it was found.';

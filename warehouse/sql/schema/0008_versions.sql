-- Versions: what each one changed of the one before it, and articles that are gone from their place.
-- Versions that are here already have NULL in the new columns; they are compared bit by bit before each publishing
-- (sql/load/version_changes.sql), so that opening an old file takes no longer than it did.

ALTER TABLE core.article_version ADD COLUMN changed VARCHAR[];
ALTER TABLE core.article_version ADD COLUMN signs VARCHAR[];
ALTER TABLE core.article_version ADD COLUMN notices STRUCT(kind VARCHAR, "text" VARCHAR)[];
ALTER TABLE core.article_version ADD COLUMN paragraphs STRUCT(op VARCHAR, "position" INTEGER, before_position INTEGER, "before" VARCHAR, "after" VARCHAR, edits STRUCT(removed VARCHAR, inserted VARCHAR)[], signs VARCHAR[])[];
ALTER TABLE core.article_version ADD COLUMN words_added INTEGER;
ALTER TABLE core.article_version ADD COLUMN words_removed INTEGER;
COMMENT ON COLUMN core.article_version.changed IS 'What it changed of the version before: headline, summary, body, captions, byline, credit, date. Empty for the first version; NULL where it has not been compared yet.';
COMMENT ON COLUMN core.article_version.signs IS 'What kind of words changed: figure_changed, name_changed, quote_changed, negation_changed, time_changed; punctuation_only where no word did.';
COMMENT ON COLUMN core.article_version.notices IS 'Sentences by which the outlet says that it changed the article, where the version before did not have them: kind is correction, update or withdrawal.';
COMMENT ON COLUMN core.article_version.paragraphs IS 'Its body against the one before, in order: op is kept, changed, added, removed or moved; positions count from 0; texts are left out where they are kept; edits are the words taken out and put in, empty where the paragraph was written anew. Empty where the body is as it was.';
COMMENT ON COLUMN core.article_version.words_added IS 'Words of the body that were added.';
COMMENT ON COLUMN core.article_version.words_removed IS 'Words of the body that were taken out.';

CREATE TABLE core.article_deletion (
    article_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    status SMALLINT NOT NULL,
    reason VARCHAR NOT NULL,
    fetch_id VARCHAR,
    last_seen_at TIMESTAMPTZ NOT NULL,
    visits INTEGER NOT NULL,
    confirmed_at TIMESTAMPTZ,
    restored_at TIMESTAMPTZ,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_deletion IS 'Articles that were no longer at their place when they were visited again. One row per article and disappearance; a visit that finds the article ends it.';
COMMENT ON COLUMN core.article_deletion.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_deletion.source_id IS 'Its source.';
COMMENT ON COLUMN core.article_deletion.seen_at IS 'When it was first found gone; it went between the visit before and then.';
COMMENT ON COLUMN core.article_deletion.status IS 'HTTP status of that visit; 200 for a page that only says that there is none, a redirect''s where it leads to another page.';
COMMENT ON COLUMN core.article_deletion.reason IS 'http-404, http-410, http-451 (for legal reasons), soft-404, redirected-to-home or redirected-to-listing.';
COMMENT ON COLUMN core.article_deletion.fetch_id IS 'Exchange of that visit (raw.fetch).';
COMMENT ON COLUMN core.article_deletion.last_seen_at IS 'When it was last found gone.';
COMMENT ON COLUMN core.article_deletion.visits IS 'Visits that found it gone.';
COMMENT ON COLUMN core.article_deletion.confirmed_at IS 'Second visit, an hour later at least, that found it gone while the rest of the site was there; NULL before that, and while the whole site is away.';
COMMENT ON COLUMN core.article_deletion.restored_at IS 'Visit that found it again; NULL while it is gone.';
COMMENT ON COLUMN core.article_deletion.run_id IS 'Run that first found it gone (ops.run).';

-- The web: how each listing is polled, where a revisited body lies, and what sites say of the use of their pages.
-- Columns that are added have no NOT NULL, which DuckDB cannot add to a table that is there already; a NULL there is
-- the state of a row from before this migration and reads as "nothing known".
-- Defaults are written as text: one that DuckDB has to compute (a list, a number of another type) is given to the rows
-- that are there like an update, after which the table can be altered no more in the same transaction.

ALTER TABLE ops.cursor ADD COLUMN changed_at TIMESTAMPTZ;
ALTER TABLE ops.cursor ADD COLUMN verified_at TIMESTAMPTZ;
ALTER TABLE ops.cursor ADD COLUMN unchanged INTEGER DEFAULT 0;
ALTER TABLE ops.cursor ADD COLUMN interval_seconds DOUBLE DEFAULT '0';
ALTER TABLE ops.cursor ADD COLUMN distrust BOOLEAN DEFAULT 'false';
ALTER TABLE ops.cursor ADD COLUMN ttl_seconds INTEGER;
ALTER TABLE ops.cursor ADD COLUMN max_age_seconds INTEGER;
ALTER TABLE ops.cursor ADD COLUMN skip_hours INTEGER[] DEFAULT '[]';
ALTER TABLE ops.cursor ADD COLUMN skip_days INTEGER[] DEFAULT '[]';
COMMENT ON COLUMN ops.cursor.changed_at IS 'Latest poll at which the content had changed; NULL if none has been seen.';
COMMENT ON COLUMN ops.cursor.verified_at IS 'Latest poll that asked for a whole answer, whatever the validators; NULL if none has.';
COMMENT ON COLUMN ops.cursor.unchanged IS 'Polls in a row that brought nothing new.';
COMMENT ON COLUMN ops.cursor.interval_seconds IS 'Learned time between changes, in seconds; 0 while unknown.';
COMMENT ON COLUMN ops.cursor.distrust IS 'True when the server has answered 304 for changed content, so that it is no longer asked conditionally.';
COMMENT ON COLUMN ops.cursor.ttl_seconds IS 'How often the listing says that it changes (ttl, updatePeriod), in seconds.';
COMMENT ON COLUMN ops.cursor.max_age_seconds IS 'How long the answer is fresh by Cache-Control or Expires, in seconds.';
COMMENT ON COLUMN ops.cursor.skip_hours IS 'Hours of the day in UTC (0 to 23) in which the listing says that it does not change.';
COMMENT ON COLUMN ops.cursor.skip_days IS 'ISO weekdays (Monday is 1) on which the listing says that it does not change.';

ALTER TABLE raw.fetch ADD COLUMN payload_file VARCHAR;
ALTER TABLE raw.fetch ADD COLUMN payload_offset BIGINT;
ALTER TABLE raw.fetch ADD COLUMN payload_length BIGINT;
COMMENT ON COLUMN raw.fetch.payload_file IS 'WARC file with the body, where warc_file holds a revisit record of an identical one; NULL where it holds the body itself.';
COMMENT ON COLUMN raw.fetch.payload_offset IS 'Where the record with the body begins there, in bytes.';
COMMENT ON COLUMN raw.fetch.payload_length IS 'Length of that record in bytes, compressed.';

CREATE TABLE raw.rights (
    fetch_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    robots VARCHAR,
    x_robots_tag VARCHAR,
    meta_robots VARCHAR,
    tdm_reservation VARCHAR,
    tdm_policy VARCHAR,
    tdm_source VARCHAR,
    ai_txt VARCHAR,
    licence VARCHAR
);
COMMENT ON TABLE raw.rights IS 'What a site said of the use of an article when its page was fetched. One row per exchange that brought the page and said anything, also where the text was unchanged.';
COMMENT ON COLUMN raw.rights.fetch_id IS 'Exchange that brought the page (raw.fetch).';
COMMENT ON COLUMN raw.rights.article_id IS 'Article on it (core.article).';
COMMENT ON COLUMN raw.rights.robots IS 'Verdict of robots.txt: allowed, no-rules (it is not there, or names neither Khotin nor everybody) or not-asked.';
COMMENT ON COLUMN raw.rights.x_robots_tag IS 'X-Robots-Tag header, verbatim.';
COMMENT ON COLUMN raw.rights.meta_robots IS 'Content of the page''s meta element robots, verbatim.';
COMMENT ON COLUMN raw.rights.tdm_reservation IS '1 (text and data mining is reserved) or 0, by the TDM Reservation Protocol.';
COMMENT ON COLUMN raw.rights.tdm_policy IS 'URL of the policy under which mining may be licensed.';
COMMENT ON COLUMN raw.rights.tdm_source IS 'Where the reservation stood: header, meta or tdmrep.json.';
COMMENT ON COLUMN raw.rights.ai_txt IS 'Verdict of ai.txt: allowed or disallowed.';
COMMENT ON COLUMN raw.rights.licence IS 'Licence that the page links to or names.';

COMMENT ON COLUMN ops.run.message IS 'Why it did not end as done, or why there was nothing to do; NULL otherwise.';
COMMENT ON COLUMN ops.run.finished_at IS 'When it ended; NULL while it runs. Of a run that was killed: when the next run of the source found out.';

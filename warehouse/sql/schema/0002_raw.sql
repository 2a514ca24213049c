-- Raw: every exchange with a server, and where its bytes lie in DATA/archive.
-- Rows are only ever added. The answer itself is in the WARC file; this table says where.

CREATE SCHEMA raw;

CREATE TABLE raw.fetch (
    fetch_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    article_id VARCHAR,
    purpose VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    final_url VARCHAR NOT NULL,
    status SMALLINT NOT NULL,
    headers STRUCT(name VARCHAR, value VARCHAR)[] NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 VARCHAR,
    fetched_at TIMESTAMPTZ NOT NULL,
    elapsed_ms INTEGER NOT NULL,
    warc_file VARCHAR,
    warc_offset BIGINT,
    warc_length BIGINT,
    error VARCHAR
);
COMMENT ON TABLE raw.fetch IS 'Every exchange with a server, and every document read from disk. One row per exchange.';
COMMENT ON COLUMN raw.fetch.fetch_id IS 'Id of the exchange.';
COMMENT ON COLUMN raw.fetch.run_id IS 'Run that made it (ops.run).';
COMMENT ON COLUMN raw.fetch.source_id IS 'Source for which it was made.';
COMMENT ON COLUMN raw.fetch.article_id IS 'Article that it was about, where there is one (core.article).';
COMMENT ON COLUMN raw.fetch.purpose IS 'robots, listing, article or document.';
COMMENT ON COLUMN raw.fetch.url IS 'URL that was asked for.';
COMMENT ON COLUMN raw.fetch.final_url IS 'URL that answered, after redirects.';
COMMENT ON COLUMN raw.fetch.status IS 'HTTP status; 0 where no answer came.';
COMMENT ON COLUMN raw.fetch.headers IS 'Headers of note, names in lower case, values verbatim.';
COMMENT ON COLUMN raw.fetch.bytes IS 'Size of the decoded body in bytes.';
COMMENT ON COLUMN raw.fetch.sha256 IS 'SHA-256 of the decoded body, hex; NULL without a body.';
COMMENT ON COLUMN raw.fetch.fetched_at IS 'When the answer came.';
COMMENT ON COLUMN raw.fetch.elapsed_ms IS 'How long it took, in milliseconds.';
COMMENT ON COLUMN raw.fetch.warc_file IS 'WARC file below DATA/archive that holds the answer.';
COMMENT ON COLUMN raw.fetch.warc_offset IS 'Where its record begins there, in bytes.';
COMMENT ON COLUMN raw.fetch.warc_length IS 'Length of the record in bytes, compressed.';
COMMENT ON COLUMN raw.fetch.error IS 'Why there is no usable answer; NULL if there is one.';

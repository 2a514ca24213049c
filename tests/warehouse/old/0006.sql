-- A warehouse file of schema version 6 (0006_copies), made by tests/warehouse/old/make.py; never change it

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

CREATE TABLE ops.view_state (
    digest VARCHAR NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

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

CREATE TABLE ops.lease (
    source_id VARCHAR PRIMARY KEY,
    holder VARCHAR NOT NULL,
    acquired_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE ops.check_result (
    run_id VARCHAR,
    check_name VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    checked_at TIMESTAMPTZ NOT NULL,
    bad_rows BIGINT NOT NULL,
    examples VARCHAR[] NOT NULL
);

CREATE TABLE ops.withheld (
    article_id VARCHAR NOT NULL,
    check_name VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    withheld_at TIMESTAMPTZ NOT NULL
);
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
-- Core: articles, their versions, and what was decided and read about them.
-- The words of an article (body, captions and the like) stand only in core.article_version, where rows are only ever
-- added: an update replaces a small row of core.article and never rewrites text.
-- Uniqueness is kept by the load (anti-join) and guarded by sql/checks: a primary key costs every load many times more.

CREATE SCHEMA core;

CREATE TABLE core.source (
    source_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    publisher VARCHAR,
    homepage VARCHAR,
    country VARCHAR,
    language VARCHAR,
    timezone VARCHAR,
    schedule VARCHAR,
    enabled BOOLEAN NOT NULL
);

CREATE TABLE core.article (
    article_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url_key VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    canonical_url VARCHAR,
    title VARCHAR,
    summary VARCHAR,
    authors VARCHAR[] NOT NULL,
    credit VARCHAR,
    agency_code VARCHAR,
    agency_name VARCHAR,
    agency_country VARCHAR,
    dateline_place VARCHAR,
    dateline_country VARCHAR,
    dateline_edtf VARCHAR,
    published_at TIMESTAMPTZ,
    published_date DATE,
    published_edtf VARCHAR,
    published_precision VARCHAR,
    published_timezone VARCHAR,
    published_method VARCHAR,
    modified_at TIMESTAMPTZ,
    modified_edtf VARCHAR,
    publisher VARCHAR,
    section VARCHAR,
    language VARCHAR,
    language_method VARCHAR,
    declared_language VARCHAR,
    word_count INTEGER NOT NULL,
    paywall BOOLEAN NOT NULL,
    live_blog BOOLEAN NOT NULL,
    content_hash VARCHAR NOT NULL,
    content_key VARCHAR,
    version INTEGER NOT NULL,
    listing_date DATE,
    first_seen_at TIMESTAMPTZ NOT NULL,
    fetch_id VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    code_version VARCHAR NOT NULL
);

CREATE TABLE core.article_version (
    article_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    content_hash VARCHAR NOT NULL,
    title VARCHAR,
    summary VARCHAR,
    body VARCHAR[] NOT NULL,
    captions STRUCT(text VARCHAR, credit VARCHAR)[] NOT NULL,
    authors VARCHAR[] NOT NULL,
    credit VARCHAR,
    keywords VARCHAR[] NOT NULL,
    images VARCHAR[] NOT NULL,
    published_edtf VARCHAR,
    published_candidates STRUCT("text" VARCHAR, "method" VARCHAR, edtf VARCHAR)[] NOT NULL,
    modified_edtf VARCHAR,
    how STRUCT(field VARCHAR, "method" VARCHAR)[] NOT NULL,
    word_count INTEGER NOT NULL,
    fetch_id VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    code_version VARCHAR NOT NULL
);

CREATE TABLE core.duplicate (
    article_id VARCHAR NOT NULL,
    of_article_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    similarity DOUBLE,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE core.story (
    story_id VARCHAR NOT NULL,
    founder_article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    founded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE core.story_article (
    story_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE core.article_country (
    article_id VARCHAR NOT NULL,
    iso3 VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    mentions INTEGER NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);

CREATE TABLE core.article_flag (
    article_id VARCHAR NOT NULL,
    flag VARCHAR NOT NULL,
    detail VARCHAR
);
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

ALTER TABLE raw.fetch ADD COLUMN payload_file VARCHAR;
ALTER TABLE raw.fetch ADD COLUMN payload_offset BIGINT;
ALTER TABLE raw.fetch ADD COLUMN payload_length BIGINT;

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

-- Tags: everything that the tag contract reads from an article, each with its evidence.
-- Columns that are added have no NOT NULL, which DuckDB cannot add to a table that is there already; a NULL there is
-- the state of a row from before this migration: reparse fills it.

ALTER TABLE core.article ADD COLUMN machine_translated BOOLEAN;
ALTER TABLE core.article ADD COLUMN mt_cues STRUCT(cue VARCHAR, "text" VARCHAR)[];
ALTER TABLE core.article ADD COLUMN boilerplate_profile VARCHAR;

CREATE TABLE core.article_place (
    article_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    country VARCHAR,
    mentions INTEGER NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);

CREATE TABLE core.article_person (
    article_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_key VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    roles VARCHAR[] NOT NULL,
    country VARCHAR,
    mentions INTEGER NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);

CREATE TABLE core.article_organisation (
    article_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    abbr VARCHAR,
    type VARCHAR NOT NULL,
    country VARCHAR,
    aliases VARCHAR[] NOT NULL,
    mentions INTEGER NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);

CREATE TABLE core.article_agreement (
    article_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    abbr VARCHAR,
    parties VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);

CREATE TABLE core.article_topic (
    article_id VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    main BOOLEAN NOT NULL,
    path VARCHAR[] NOT NULL,
    score DOUBLE NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);

CREATE TABLE core.article_event (
    article_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    event VARCHAR NOT NULL,
    mode VARCHAR,
    context VARCHAR[] NOT NULL,
    reciprocal BOOLEAN NOT NULL,
    source VARCHAR[] NOT NULL,
    target VARCHAR[] NOT NULL,
    source_persons VARCHAR[] NOT NULL,
    target_persons VARCHAR[] NOT NULL,
    date_edtf VARCHAR,
    date_from DATE,
    date_to DATE,
    place_name VARCHAR,
    place_country VARCHAR,
    quote VARCHAR NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);

CREATE TABLE core.article_date (
    article_id VARCHAR NOT NULL,
    "text" VARCHAR NOT NULL,
    edtf VARCHAR NOT NULL,
    date_from DATE,
    date_to DATE,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);
-- Copies: what is kept of every article so that its copies are found, and the matches that were proved.
-- No index on copy_sketch: a look-up reads all of it once per batch, which costs less than an index would. Its articles are
-- stored as runs, which are read faster than what DuckDB would choose.

CREATE TABLE ops.copy_index (
    version VARCHAR NOT NULL
);

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

CREATE TABLE ops.copy_sketch (
    doc INTEGER NOT NULL USING COMPRESSION rle,
    hash UINTEGER NOT NULL
);

CREATE TABLE ops.copy_words (
    doc INTEGER NOT NULL,
    words UINTEGER[] NOT NULL
);

CREATE TABLE ops.common_hash (
    hash UINTEGER NOT NULL
);

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

CREATE SCHEMA mart;
CREATE VIEW mart.article AS SELECT name FROM ops.schema_migration;

INSERT INTO core.article ("article_id", "source_id", "url_key", "url", "canonical_url", "title", "summary", "authors", "credit", "agency_code", "agency_name", "agency_country", "dateline_place", "dateline_country", "dateline_edtf", "published_at", "published_date", "published_edtf", "published_precision", "published_timezone", "published_method", "modified_at", "modified_edtf", "publisher", "section", "language", "language_method", "declared_language", "word_count", "paywall", "live_blog", "content_hash", "content_key", "version", "listing_date", "first_seen_at", "fetch_id", "fetched_at", "run_id", "loaded_at", "code_version", "machine_translated", "mt_cues", "boilerplate_profile") VALUES
('0c50f1d467e1bc487c76d58e', 'harbour-post', 'u1:127.0.0.1:44755/world/celebes-sea-fishing-map-zeebrugge', 'http://127.0.0.1:44755/world/celebes-sea-fishing-map-zeebrugge?utm_source=rss&utm_medium=feed', 'http://127.0.0.1:44755/world/celebes-sea-fishing-map-zeebrugge', 'A map for fishermen in the Celebes Sea, and what Zeebrugge makes of it', 'Indonesia and the Philippines let small boats cross their line; Flemish skippers would like the same.', '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-10 14:55:00+00', '2026-11-10', '2026-11-10T15:55:00+01:00', 'minute', '+01:00', 'meta:article:published_time', '2026-11-10 14:55:00+00', '2026-11-10T15:55:00+01:00', 'The Harbour Post', 'World', 'en', 'cld2', 'en', '201', 'false', 'false', 'a784746f1394a5679c0914c65baf3c68eb5dd33c82222750bb5b4280737b7465', 'cf38f415c955262770e2d734cd6e80f759489800f653780e2bc16b0c14966318', '1', NULL, '2026-11-12 05:00:13.50169+00', '7b757d7567fc434ab67791ececb6a823', '2026-11-12 05:00:13.50169+00', '20261112T050012-c9980a', '2026-11-12 05:00:14.040838+00', '0.1.0', 'false', '[]', NULL),
('22011d9499ee0a6ada1303ba', 'delta-wire', 'u1:127.0.0.1:46267/2026/11/09/cambodia-vietnam-flood-data', 'http://127.0.0.1:46267/2026/11/09/cambodia-vietnam-flood-data', 'http://127.0.0.1:46267/2026/11/09/cambodia-vietnam-flood-data', 'Cambodia and Vietnam agree to share flood data hour by hour', 'Thirty-one river gauges on the Mekong and the Tonle Sap will report to both countries at the same time from next rainy season.', '[Sok Chanmony]', NULL, NULL, NULL, NULL, 'PHNOM PENH', 'KHM', '2026-11-09', '2026-11-09 08:40:00+00', '2026-11-09', '2026-11-09T16:40:00+08:00', 'minute', '+08:00', 'json-ld', '2026-11-09 08:40:00+00', '2026-11-09T16:40:00+08:00', 'Delta Wire News Agency', 'Diplomacy', 'en', 'cld2', 'en', '219', 'false', 'false', 'c79dfa9111e6f0f29ef9553d46c960e6108f2ba86704fa043d89dfa4ade9201c', 'e0c550e1cb8932c9ab94e4450a296901c50d171c9e1ad5c8ac5efb3298f3afbc', '1', NULL, '2026-11-12 05:00:08.508942+00', '8a089b089c1b4b8bb89181ef0d8f8575', '2026-11-12 05:00:08.508942+00', '20261112T050007-f77a18', '2026-11-12 05:00:08.92315+00', '0.1.0', 'false', '[]', NULL),
('59f1192bd268e1628e537adc', 'delta-wire', 'u1:127.0.0.1:46267/2026/11/10/indonesia-philippines-fishing-map', 'http://127.0.0.1:46267/2026/11/10/indonesia-philippines-fishing-map', 'http://127.0.0.1:46267/2026/11/10/indonesia-philippines-fishing-map', 'Indonesia and the Philippines finish map of shared fishing grounds', 'The map of the Celebes Sea ends nine years of talks and lets small boats cross the line for two days.', '[Yohanis Lengkong]', NULL, NULL, NULL, NULL, 'MANADO', NULL, '2026-11-10', '2026-11-10 09:45:00+00', '2026-11-10', '2026-11-10T17:45:00+08:00', 'minute', '+08:00', 'json-ld', '2026-11-10 09:45:00+00', '2026-11-10T17:45:00+08:00', 'Delta Wire News Agency', 'Diplomacy', 'en', 'cld2', 'en', '174', 'false', 'false', '85c0a408a1bd8bb8ec60467a9343c0f4be3c43811b23de9675fc2ebb70e90d28', 'c99ce21c3cd8cdc48b20ca4039b50d9f1624f33a112d45118cb587ca977ff7e5', '1', NULL, '2026-11-12 05:00:08.270943+00', 'ca854c9cca9144c680dc1269549f7a78', '2026-11-12 05:00:08.270943+00', '20261112T050007-f77a18', '2026-11-12 05:00:08.92315+00', '0.1.0', 'false', '[]', NULL),
('ff2f37d1c1a1d6cc8c7b3872', 'ban-mai', 'u1:127.0.0.1:37403/campuchia-viet-nam-chia-se-so-lieu-lu-post179854.htm', 'http://127.0.0.1:37403/campuchia-viet-nam-chia-se-so-lieu-lu-post179854.htm', 'http://127.0.0.1:37403/campuchia-viet-nam-chia-se-so-lieu-lu-post179854.htm', 'Campuchia và Việt Nam nhất trí chia sẻ số liệu lũ theo từng giờ', 'Từ mùa mưa tới, 31 trạm đo trên sông Mekong và Tonle Sap sẽ gửi số liệu cùng lúc cho cả hai nước.', '[Theo Delta Wire]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-09 10:00:00+00', '2026-11-09', '2026-11-09T17:00:00+07:00', 'minute', '+07:00', 'layout:0', NULL, NULL, 'Bản Mai', NULL, 'vi', 'letters', 'vi', '255', 'false', 'false', 'dbcb1706c40e9c3776d39b54ac910759bb7617dcb6741ac024d19b73ea46c2fd', '2a0d47fd368ec33bcc80ad808c136db4f10ea7c46b9a1b091ac21cb89cc98c6e', '1', NULL, '2026-11-12 05:00:02.556457+00', 'd5ec43ed3e21479e85a7d101d8844b03', '2026-11-12 05:00:02.556457+00', '20261112T050000-b68ba3', '2026-11-12 05:00:02.892341+00', '0.1.0', 'false', '[]', NULL);
INSERT INTO core.article_agreement ("article_id", "name", "abbr", "parties", "status", "evidence_part", "evidence_paragraph", "evidence_start", "evidence_end", "evidence_rule") VALUES
('0c50f1d467e1bc487c76d58e', 'Test Agreement', 'TA', '[VNM, BEL]', 'signed', 'title', NULL, '0', '3', 'test');
INSERT INTO core.article_country ("article_id", "iso3", "role", "mentions", "evidence_part", "evidence_paragraph", "evidence_start", "evidence_end", "evidence_rule") VALUES
('0c50f1d467e1bc487c76d58e', 'GBR', 'mentioned', '1', 'body', '0', '49', '56', 'countries_en:demonyms:British'),
('0c50f1d467e1bc487c76d58e', 'IDN', 'mentioned', '3', 'summary', NULL, '0', '9', 'cldr:en:ID'),
('0c50f1d467e1bc487c76d58e', 'PHL', 'mentioned', '3', 'summary', NULL, '18', '29', 'cldr:en:PH'),
('22011d9499ee0a6ada1303ba', 'AUS', 'mentioned', '1', 'body', '3', '105', '114', 'cldr:en:AU'),
('22011d9499ee0a6ada1303ba', 'CHN', 'mentioned', '1', 'body', '4', '39', '44', 'countries_en:traps:China'),
('22011d9499ee0a6ada1303ba', 'KHM', 'principal', '3', 'title', NULL, '0', '8', 'cldr:en:KH'),
('22011d9499ee0a6ada1303ba', 'LAO', 'mentioned', '1', 'body', '4', '30', '34', 'cldr:en:LA'),
('22011d9499ee0a6ada1303ba', 'NLD', 'mentioned', '1', 'body', '3', '123', '134', 'countries_en:plain:Netherlands'),
('22011d9499ee0a6ada1303ba', 'VNM', 'principal', '3', 'title', NULL, '13', '20', 'countries_en:plain:Vietnam'),
('59f1192bd268e1628e537adc', 'IDN', 'mentioned', '3', 'title', NULL, '0', '9', 'cldr:en:ID'),
('59f1192bd268e1628e537adc', 'PHL', 'mentioned', '3', 'title', NULL, '18', '29', 'cldr:en:PH'),
('ff2f37d1c1a1d6cc8c7b3872', 'AUS', 'mentioned', '1', 'body', '3', '81', '90', 'countries_vi:names:Australia'),
('ff2f37d1c1a1d6cc8c7b3872', 'CHN', 'mentioned', '1', 'body', '4', '96', '106', 'countries_vi:names:Trung Quốc'),
('ff2f37d1c1a1d6cc8c7b3872', 'KHM', 'principal', '3', 'title', NULL, '0', '9', 'countries_vi:names:Campuchia'),
('ff2f37d1c1a1d6cc8c7b3872', 'LAO', 'mentioned', '1', 'body', '4', '89', '92', 'countries_vi:syllables:Lào'),
('ff2f37d1c1a1d6cc8c7b3872', 'NLD', 'mentioned', '1', 'body', '3', '94', '100', 'countries_vi:names:Hà Lan'),
('ff2f37d1c1a1d6cc8c7b3872', 'VNM', 'principal', '3', 'title', NULL, '13', '21', 'countries_vi:names:Việt Nam');
INSERT INTO core.article_date ("article_id", "text", "edtf", "date_from", "date_to", "evidence_part", "evidence_paragraph", "evidence_start", "evidence_end", "evidence_rule") VALUES
('0c50f1d467e1bc487c76d58e', '2020', '2020', '2020-01-01', '2020-12-31', 'body', '3', '109', '113', 'date:year'),
('0c50f1d467e1bc487c76d58e', 'Tuesday', '2026-11-10', '2026-11-10', '2026-11-10', 'body', '1', '160', '167', 'date:weekday'),
('22011d9499ee0a6ada1303ba', 'Last year', '2025', '2025-01-01', '2025-12-31', 'body', '2', '1', '10', 'date:unit'),
('22011d9499ee0a6ada1303ba', 'Monday', '2026-11-09', '2026-11-09', '2026-11-09', 'body', '0', '31', '37', 'date:weekday'),
('22011d9499ee0a6ada1303ba', 'next May', '2027-05', '2027-05-01', '2027-05-31', 'body', '1', '141', '149', 'date:month'),
('59f1192bd268e1628e537adc', '2020', '2020', '2020-01-01', '2020-12-31', 'body', '2', '109', '113', 'date:year'),
('59f1192bd268e1628e537adc', 'Tuesday', '2026-11-10', '2026-11-10', '2026-11-10', 'body', '0', '160', '167', 'date:weekday'),
('ff2f37d1c1a1d6cc8c7b3872', 'Ngày 9/11', '2026-11-09', '2026-11-09', '2026-11-09', 'body', '0', '0', '9', 'date:point'),
('ff2f37d1c1a1d6cc8c7b3872', 'Năm ngoái', '2025', '2025-01-01', '2025-12-31', 'body', '2', '1', '10', 'date:unit'),
('ff2f37d1c1a1d6cc8c7b3872', 'tháng Năm năm tới', '2027-05', '2027-05-01', '2027-05-31', 'body', '1', '41', '58', 'date:month');
INSERT INTO core.article_event ("article_id", "position", "event", "mode", "context", "reciprocal", "source", "target", "source_persons", "target_persons", "date_edtf", "date_from", "date_to", "place_name", "place_country", "quote", "evidence_part", "evidence_paragraph", "evidence_start", "evidence_end", "evidence_rule") VALUES
('22011d9499ee0a6ada1303ba', '0', 'AGREE', NULL, '[diplomatic]', 'true', '[KHM]', '[VNM]', '[]', '[]', '2026-11-09', '2026-11-09', '2026-11-09', NULL, NULL, 'Cambodia and Vietnam agree to share flood data hour by hour', 'title', NULL, '0', '59', 'plover_en:AGREE:agree to'),
('ff2f37d1c1a1d6cc8c7b3872', '0', 'AGREE', NULL, '[diplomatic]', 'true', '[KHM]', '[VNM]', '[]', '[]', '2026-11-09', '2026-11-09', '2026-11-09', NULL, NULL, 'Campuchia và Việt Nam nhất trí', 'title', NULL, '0', '30', 'plover_vi:nhất trí');
INSERT INTO core.article_flag ("article_id", "flag", "detail") VALUES
('0c50f1d467e1bc487c76d58e', 'unicode_normalised', NULL),
('ff2f37d1c1a1d6cc8c7b3872', 'unicode_normalised', NULL);
INSERT INTO core.article_organisation ("article_id", "name", "abbr", "type", "country", "aliases", "mentions", "evidence_part", "evidence_paragraph", "evidence_start", "evidence_end", "evidence_rule") VALUES
('ff2f37d1c1a1d6cc8c7b3872', 'Cục Khí tượng Thủy văn Việt Nam', NULL, 'gov', 'VNM', '[]', '1', 'body', '2', '122', '153', 'organisation:gov:cục');
INSERT INTO core.article_person ("article_id", "name", "name_key", "aliases", "roles", "country", "mentions", "evidence_part", "evidence_paragraph", "evidence_start", "evidence_end", "evidence_rule") VALUES
('0c50f1d467e1bc487c76d58e', 'Domingo Avelar', 'domingo avelar', '[]', '[]', NULL, '1', 'body', '4', '115', '129', 'name:first either'),
('0c50f1d467e1bc487c76d58e', 'Ratna Mokoginta', 'ratna mokoginta', '[]', '[chief negotiator]', 'IDN', '1', 'body', '3', '86', '101', 'name:first given'),
('0c50f1d467e1bc487c76d58e', 'Wim Deprez', 'wim deprez', '[]', '[]', NULL, '1', 'body', '5', '0', '10', 'name:first given'),
('22011d9499ee0a6ada1303ba', 'Keo Ratanak', 'keo ratanak', '[Keo]', '[]', 'KHM', '2', 'body', '3', '27', '38', 'name:behind '','''),
('22011d9499ee0a6ada1303ba', 'Nguyen Thi Hai Yen', 'nguyen thi hai yen', '[]', '[]', NULL, '1', 'body', '2', '93', '111', 'name:first either'),
('22011d9499ee0a6ada1303ba', 'Prek Kdam', 'prek kdam', '[]', '[]', NULL, '1', 'caption', '0', '50', '59', 'name:shape unknown, unknown'),
('59f1192bd268e1628e537adc', 'Domingo Avelar', 'domingo avelar', '[Avelar]', '[]', NULL, '2', 'body', '3', '115', '129', 'name:first either'),
('59f1192bd268e1628e537adc', 'Ratna Mokoginta', 'ratna mokoginta', '[]', '[chief negotiator]', 'IDN', '1', 'body', '2', '86', '101', 'name:first given'),
('ff2f37d1c1a1d6cc8c7b3872', 'Keo Ratanak', 'keo ratanak', '[Keo]', '[]', 'KHM', '2', 'body', '3', '25', '36', 'offices:'),
('ff2f37d1c1a1d6cc8c7b3872', 'Nguyễn Thị Hải Yến', 'nguyen thi hai yen', '[]', '[Phó Cục trưởng Cục Khí tượng Thủy văn]', 'VNM', '1', 'body', '2', '87', '105', 'vietnamese_names:surnames:nguyễn');
INSERT INTO core.article_place ("article_id", "name", "country", "mentions", "evidence_part", "evidence_paragraph", "evidence_start", "evidence_end", "evidence_rule") VALUES
('0c50f1d467e1bc487c76d58e', 'Celebes Sea', NULL, '2', 'title', NULL, '27', '38', 'places_en:Celebes Sea'),
('0c50f1d467e1bc487c76d58e', 'Manado', 'IDN', '1', 'body', '1', '150', '156', 'gazetteer:Manado'),
('0c50f1d467e1bc487c76d58e', 'Zeebrugge', 'BEL', '3', 'title', NULL, '49', '58', 'places_en:Zeebrugge'),
('22011d9499ee0a6ada1303ba', 'Mekong', NULL, '5', 'summary', NULL, '31', '37', 'places_en:Mekong'),
('22011d9499ee0a6ada1303ba', 'Phnom Penh', 'KHM', '1', 'body', '1', '27', '37', 'cities:Phnom Penh'),
('22011d9499ee0a6ada1303ba', 'Tan Chau', 'VNM', '1', 'body', '2', '29', '37', 'places_vi:Tan Chau'),
('22011d9499ee0a6ada1303ba', 'Tonle Sap', 'KHM', '3', 'summary', NULL, '46', '55', 'places_en:Tonle Sap'),
('59f1192bd268e1628e537adc', 'Celebes Sea', NULL, '2', 'summary', NULL, '15', '26', 'places_en:Celebes Sea'),
('59f1192bd268e1628e537adc', 'Manado', 'IDN', '1', 'body', '0', '150', '156', 'gazetteer:Manado'),
('59f1192bd268e1628e537adc', 'Manila', 'PHL', '1', 'body', '4', '77', '83', 'cities:Manila'),
('ff2f37d1c1a1d6cc8c7b3872', 'Bassac', NULL, '1', 'body', '1', '92', '98', 'head:sông'),
('ff2f37d1c1a1d6cc8c7b3872', 'Phnom Penh', 'KHM', '1', 'body', '1', '26', '36', 'cities:Phnom Penh'),
('ff2f37d1c1a1d6cc8c7b3872', 'Tonle Sap', 'KHM', '2', 'summary', NULL, '47', '56', 'places_en:Tonle Sap'),
('ff2f37d1c1a1d6cc8c7b3872', 'Tân Châu', 'VNM', '1', 'body', '2', '27', '35', 'places_vi:Tân Châu'),
('ff2f37d1c1a1d6cc8c7b3872', 'sông Mekong', NULL, '4', 'summary', NULL, '32', '43', 'places_vi:sông Mekong');
INSERT INTO core.article_topic ("article_id", "code", "name", "main", "path", "score", "evidence_part", "evidence_paragraph", "evidence_start", "evidence_end", "evidence_rule") VALUES
('0c50f1d467e1bc487c76d58e', 'medtop:20000213', 'commercial fishing', 'true', '[''medtop:04000000'', ''medtop:20000209'', ''medtop:20000213'']', '17.0', 'title', NULL, '10', '19', 'topics_en: fishermen'),
('22011d9499ee0a6ada1303ba', 'medtop:20000154', 'flood', 'true', '[''medtop:03000000'', ''medtop:20000148'', ''medtop:20000151'', ''medtop:20000154'']', '14.5', 'title', NULL, '36', '41', 'topics_en: flood'),
('22011d9499ee0a6ada1303ba', 'medtop:20000639', 'diplomacy', 'false', '[''medtop:11000000'', ''medtop:20000638'', ''medtop:20000639'']', '11.0', 'summary', NULL, '71', '85', 'topics_en: both countries'),
('59f1192bd268e1628e537adc', 'medtop:20000639', 'diplomacy', 'true', '[''medtop:11000000'', ''medtop:20000638'', ''medtop:20000639'']', '9.88', 'body', '0', '130', '141', 'topics_en: negotiator'),
('ff2f37d1c1a1d6cc8c7b3872', 'medtop:20000154', 'flood', 'true', '[''medtop:03000000'', ''medtop:20000148'', ''medtop:20000151'', ''medtop:20000154'']', '21.5', 'title', NULL, '47', '49', 'topics_vi: lũ'),
('ff2f37d1c1a1d6cc8c7b3872', 'medtop:20000639', 'diplomacy', 'false', '[''medtop:11000000'', ''medtop:20000638'', ''medtop:20000639'']', '13.5', 'summary', NULL, '88', '96', 'topics_vi: hai nước');
INSERT INTO core.article_version ("article_id", "version", "content_hash", "title", "summary", "body", "captions", "authors", "credit", "keywords", "images", "published_edtf", "published_candidates", "modified_edtf", "how", "word_count", "fetch_id", "fetched_at", "run_id", "loaded_at", "code_version") VALUES
('0c50f1d467e1bc487c76d58e', '1', 'a784746f1394a5679c0914c65baf3c68eb5dd33c82222750bb5b4280737b7465', 'A map for fishermen in the Celebes Sea, and what Zeebrugge makes of it', 'Indonesia and the Philippines let small boats cross their line; Flemish skippers would like the same.', '[Skippers in Zeebrugge who are turned back at the British line may look to the other end of the world with envy., ''Indonesia and the Philippines have finished a map of their shared fishing grounds in the Celebes Sea, ending nine years of talks, negotiators said in Manado on Tuesday.'', The map shows where boats below ten tons may cross the line between the two countries’ waters for up to 48 hours without a permit. It will be handed to skippers as a telephone application in three languages., ''Some 14,000 families live from tuna on both sides, said Indonesia’s chief negotiator, Ratna Mokoginta. Since 2020 more than 600 fishermen have been arrested for crossing, nearly all of them by mistake.'', ''“A man who follows a shoal does not see a line. Now his telephone sees it for him,” said her Philippine colleague, Domingo Avelar.'', ''Wim Deprez, who lands sole in Zeebrugge, says that forty-eight hours would do for him as well. “We would need a map first,” he adds.'']', '[]', '[]', NULL, '[Indonesia, Philippines, fisheries, Zeebrugge]', '[]', '2026-11-10T15:55:00+01:00', '[{''text'': ''Tue, 10 Nov 2026 15:55:00 +0100'', ''method'': listing, ''edtf'': ''2026-11-10T15:55:00+01:00''}, {''text'': ''10 November 2026, 15:55'', ''method'': markup, ''edtf'': ''2026-11-10T15:55:00+01:00''}, {''text'': ''2026-11-10T15:55:00+01:00'', ''method'': time, ''edtf'': ''2026-11-10T15:55:00+01:00''}, {''text'': ''2026-11-10T08:20:00+01:00'', ''method'': time, ''edtf'': ''2026-11-10T08:20:00+01:00''}, {''text'': ''2026-11-10T06:40:00+01:00'', ''method'': time, ''edtf'': ''2026-11-10T06:40:00+01:00''}, {''text'': ''2026-11-09T15:05:00+01:00'', ''method'': time, ''edtf'': ''2026-11-09T15:05:00+01:00''}, {''text'': ''10 November 2026, 15:55'', ''method'': near-title, ''edtf'': ''2026-11-10T15:55:00+01:00''}, {''text'': ''2026-11-10T15:55:00+01:00'', ''method'': changed, ''edtf'': ''2026-11-10T15:55:00+01:00''}]', '2026-11-10T15:55:00+01:00', '[{''field'': decode, ''method'': ''http: utf-8''}, {''field'': canonical_url, ''method'': ''link:canonical''}, {''field'': publisher, ''method'': ''meta:og:site_name''}, {''field'': language, ''method'': ''html:lang''}, {''field'': section, ''method'': ''meta:article:section''}, {''field'': keywords, ''method'': ''meta:keywords''}, {''field'': title, ''method'': h1}, {''field'': body, ''method'': generic}, {''field'': summary, ''method'': markup}, {''field'': published, ''method'': ''meta:article:published_time''}, {''field'': modified, ''method'': ''meta:article:modified_time''}]', '201', '7b757d7567fc434ab67791ececb6a823', '2026-11-12 05:00:13.50169+00', '20261112T050012-c9980a', '2026-11-12 05:00:14.040838+00', '0.1.0'),
('22011d9499ee0a6ada1303ba', '1', 'c79dfa9111e6f0f29ef9553d46c960e6108f2ba86704fa043d89dfa4ade9201c', 'Cambodia and Vietnam agree to share flood data hour by hour', 'Thirty-one river gauges on the Mekong and the Tonle Sap will report to both countries at the same time from next rainy season.', '[''Cambodia and Vietnam agreed on Monday to share the readings of 31 river gauges hour by hour, so that people along the lower Mekong learn of a flood a day earlier than they do now.'', ''Under a protocol signed in Phnom Penh, gauges on the Mekong, the Bassac and the Tonle Sap will report to both capitals at the same time from next May. At present the figures are exchanged by e-mail once a day.'', ''“Last year the water reached Tan Chau nine hours before the table with its height did,” said Nguyen Thi Hai Yen, deputy director of Vietnam’s hydrology service.'', ''Her Cambodian counterpart, Keo Ratanak, said that the gauges would be powered by the sun and paid for by Australia and the Netherlands, which are giving 7.5 million dollars together.'', ''The protocol leaves out dams. Laos and China, upstream, were invited to join but have not yet answered, Keo said.'', ''Floods on the lower Mekong killed 47 people in the two countries last year and drove 66,000 families from their homes, according to the Mekong countries’ joint river office.'']', '[{''text'': A solar-powered river gauge on the Tonle Sap near Prek Kdam, ''credit'': Delta Wire/Sok Chanmony}]', '[Sok Chanmony]', NULL, '[Cambodia, Vietnam, Mekong, floods]', '[]', '2026-11-09T16:40:00+08:00', '[{''text'': ''2026-11-09T16:40:00+08:00'', ''method'': ''meta:article:published_time'', ''edtf'': ''2026-11-09T16:40:00+08:00''}, {''text'': ''2026-11-09T16:40:00+08:00'', ''method'': listing, ''edtf'': ''2026-11-09T16:40:00+08:00''}, {''text'': 2026-11-09, ''method'': url, ''edtf'': 2026-11-09}, {''text'': ''November 9, 2026 16:40 SGT'', ''method'': markup, ''edtf'': ''2026-11-09T16:40:00+08:00''}, {''text'': ''2026-11-09T16:40:00+08:00'', ''method'': time, ''edtf'': ''2026-11-09T16:40:00+08:00''}, {''text'': ''2026-11-08T18:25:00+08:00'', ''method'': time, ''edtf'': ''2026-11-08T18:25:00+08:00''}, {''text'': ''2026-11-04T12:30:00+08:00'', ''method'': time, ''edtf'': ''2026-11-04T12:30:00+08:00''}, {''text'': ''2026-11-01T10:35:00+08:00'', ''method'': time, ''edtf'': ''2026-11-01T10:35:00+08:00''}, {''text'': ''November 9, 2026 16:40 SGT'', ''method'': near-title, ''edtf'': ''2026-11-09T16:40:00+08:00''}, {''text'': ''Diplomacy · November 8, 2026 18:25 SGT'', ''method'': near-body, ''edtf'': ''2026-11-08T18:25:00+08:00''}, {''text'': ''Diplomacy · November 4, 2026 12:30 SGT'', ''method'': near-body, ''edtf'': ''2026-11-04T12:30:00+08:00''}, {''text'': ''Diplomacy · November 1, 2026 10:35 SGT'', ''method'': near-body, ''edtf'': ''2026-11-01T10:35:00+08:00''}]', '2026-11-09T16:40:00+08:00', '[{''field'': decode, ''method'': ''http: utf-8''}, {''field'': canonical_url, ''method'': ''link:canonical''}, {''field'': publisher, ''method'': json-ld}, {''field'': language, ''method'': ''html:lang''}, {''field'': section, ''method'': json-ld}, {''field'': keywords, ''method'': json-ld}, {''field'': title, ''method'': h1}, {''field'': authors, ''method'': json-ld}, {''field'': body, ''method'': generic}, {''field'': summary, ''method'': markup}, {''field'': published, ''method'': json-ld}, {''field'': modified, ''method'': json-ld}]', '219', '8a089b089c1b4b8bb89181ef0d8f8575', '2026-11-12 05:00:08.508942+00', '20261112T050007-f77a18', '2026-11-12 05:00:08.92315+00', '0.1.0'),
('59f1192bd268e1628e537adc', '1', '85c0a408a1bd8bb8ec60467a9343c0f4be3c43811b23de9675fc2ebb70e90d28', 'Indonesia and the Philippines finish map of shared fishing grounds', 'The map of the Celebes Sea ends nine years of talks and lets small boats cross the line for two days.', '[''Indonesia and the Philippines have finished a map of their shared fishing grounds in the Celebes Sea, ending nine years of talks, negotiators said in Manado on Tuesday.'', ''The map shows where boats below ten tons may cross the line between the two countries’ waters for up to 48 hours without a permit. It will be handed to skippers as a telephone application in Indonesian, Cebuano and English.'', ''Some 14,000 families live from tuna on both sides, said Indonesia’s chief negotiator, Ratna Mokoginta. Since 2020 more than 600 fishermen have been arrested for crossing, nearly all of them by mistake.'', ''“A man who follows a shoal does not see a line. Now his telephone sees it for him,” said her Philippine colleague, Domingo Avelar.'', Both parliaments have to approve the map. Avelar said he hoped for a vote in Manila before Easter.]', '[]', '[Yohanis Lengkong]', NULL, '[Indonesia, Philippines, fisheries, Celebes Sea]', '[]', '2026-11-10T17:45:00+08:00', '[{''text'': ''2026-11-10T17:45:00+08:00'', ''method'': ''meta:article:published_time'', ''edtf'': ''2026-11-10T17:45:00+08:00''}, {''text'': ''2026-11-10T17:45:00+08:00'', ''method'': listing, ''edtf'': ''2026-11-10T17:45:00+08:00''}, {''text'': 2026-11-10, ''method'': url, ''edtf'': 2026-11-10}, {''text'': ''November 10, 2026 17:45 SGT'', ''method'': markup, ''edtf'': ''2026-11-10T17:45:00+08:00''}, {''text'': ''2026-11-10T17:45:00+08:00'', ''method'': time, ''edtf'': ''2026-11-10T17:45:00+08:00''}, {''text'': ''2026-11-09T16:40:00+08:00'', ''method'': time, ''edtf'': ''2026-11-09T16:40:00+08:00''}, {''text'': ''2026-11-08T18:25:00+08:00'', ''method'': time, ''edtf'': ''2026-11-08T18:25:00+08:00''}, {''text'': ''2026-11-04T12:30:00+08:00'', ''method'': time, ''edtf'': ''2026-11-04T12:30:00+08:00''}, {''text'': ''November 10, 2026 17:45 SGT'', ''method'': near-title, ''edtf'': ''2026-11-10T17:45:00+08:00''}, {''text'': ''Diplomacy · November 9, 2026 16:40 SGT'', ''method'': near-body, ''edtf'': ''2026-11-09T16:40:00+08:00''}, {''text'': ''Diplomacy · November 8, 2026 18:25 SGT'', ''method'': near-body, ''edtf'': ''2026-11-08T18:25:00+08:00''}, {''text'': ''Diplomacy · November 4, 2026 12:30 SGT'', ''method'': near-body, ''edtf'': ''2026-11-04T12:30:00+08:00''}]', '2026-11-10T17:45:00+08:00', '[{''field'': decode, ''method'': ''http: utf-8''}, {''field'': canonical_url, ''method'': ''link:canonical''}, {''field'': publisher, ''method'': json-ld}, {''field'': language, ''method'': ''html:lang''}, {''field'': section, ''method'': json-ld}, {''field'': keywords, ''method'': json-ld}, {''field'': title, ''method'': h1}, {''field'': authors, ''method'': json-ld}, {''field'': body, ''method'': generic}, {''field'': summary, ''method'': markup}, {''field'': published, ''method'': json-ld}, {''field'': modified, ''method'': json-ld}]', '174', 'ca854c9cca9144c680dc1269549f7a78', '2026-11-12 05:00:08.270943+00', '20261112T050007-f77a18', '2026-11-12 05:00:08.92315+00', '0.1.0'),
('ff2f37d1c1a1d6cc8c7b3872', '1', 'dbcb1706c40e9c3776d39b54ac910759bb7617dcb6741ac024d19b73ea46c2fd', 'Campuchia và Việt Nam nhất trí chia sẻ số liệu lũ theo từng giờ', 'Từ mùa mưa tới, 31 trạm đo trên sông Mekong và Tonle Sap sẽ gửi số liệu cùng lúc cho cả hai nước.', '[''Ngày 9/11, Campuchia và Việt Nam nhất trí chia sẻ từng giờ số liệu của 31 trạm đo mực nước, giúp người dân hạ lưu sông Mekong biết tin lũ sớm hơn hiện nay một ngày.'', ''Theo nghị định thư ký tại Phnom Penh, từ tháng Năm năm tới, các trạm trên sông Mekong, sông Bassac và Tonle Sap sẽ gửi số liệu cùng lúc về hai thủ đô. Hiện nay, số liệu được trao đổi mỗi ngày một lần qua thư điện tử.'', ''“Năm ngoái, nước lũ về tới Tân Châu trước cả bảng ghi mực nước chín tiếng đồng hồ”, bà Nguyễn Thị Hải Yến, Phó Cục trưởng Cục Khí tượng Thủy văn Việt Nam, cho biết.'', ''Người đồng cấp Campuchia Keo Ratanak nói các trạm đo chạy bằng điện mặt trời, do Australia và Hà Lan tài trợ tổng cộng 7,5 triệu USD.'', ''Nghị định thư không đề cập tới các đập thủy điện. Theo ông Keo, hai nước thượng nguồn là Lào và Trung Quốc đã được mời tham gia nhưng chưa trả lời.'', ''Theo văn phòng chung về sông ngòi của các nước ven sông Mekong, năm ngoái lũ lụt ở hạ lưu đã làm 47 người thiệt mạng tại hai nước và khiến 66.000 gia đình phải rời nhà.'']', '[]', '[Theo Delta Wire]', NULL, '[Campuchia, Việt Nam, Mekong, lũ lụt]', '[]', '2026-11-09T17:00:00+07:00', '[{''text'': ''09/11/2026 17:00 GMT+7'', ''method'': markup, ''edtf'': ''2026-11-09T17:00:00+07:00''}, {''text'': ''06/11/2026 11:25 GMT+7'', ''method'': markup, ''edtf'': ''2026-11-06T11:25:00+07:00''}, {''text'': ''01/11/2026 16:00 GMT+7'', ''method'': markup, ''edtf'': ''2026-11-01T16:00:00+07:00''}, {''text'': ''09/11/2026 17:00 GMT+7'', ''method'': near-title, ''edtf'': ''2026-11-09T17:00:00+07:00''}, {''text'': ''06/11/2026 11:25 GMT+7 Quốc tế'', ''method'': near-body, ''edtf'': ''2026-11-06T11:25:00+07:00''}, {''text'': ''01/11/2026 16:00 GMT+7 Quốc tế'', ''method'': near-body, ''edtf'': ''2026-11-01T16:00:00+07:00''}]', NULL, '[{''field'': decode, ''method'': ''http: utf-8''}, {''field'': canonical_url, ''method'': ''link:canonical''}, {''field'': publisher, ''method'': ''meta:og:site_name''}, {''field'': language, ''method'': ''html:lang''}, {''field'': keywords, ''method'': ''meta:keywords''}, {''field'': title, ''method'': ''layout:0''}, {''field'': authors, ''method'': signature}, {''field'': body, ''method'': ''layout:0''}, {''field'': summary, ''method'': ''layout:0''}, {''field'': published, ''method'': ''layout:0''}, {''field'': layout.authors, ''method'': miss}]', '255', 'd5ec43ed3e21479e85a7d101d8844b03', '2026-11-12 05:00:02.556457+00', '20261112T050000-b68ba3', '2026-11-12 05:00:02.892341+00', '0.1.0');
INSERT INTO core.duplicate ("article_id", "of_article_id", "kind", "similarity", "run_id", "loaded_at") VALUES
('0c50f1d467e1bc487c76d58e', '59f1192bd268e1628e537adc', 'near', '0.8461538461538461', '20261112T050012-c9980a', '2026-11-12 05:00:14.040838+00');
INSERT INTO core.match ("article_id", "other_id", "kind", "similarity", "share", "other_share", "part", "other_part") VALUES
('0c50f1d467e1bc487c76d58e', '59f1192bd268e1628e537adc', 'near', '0.8461538461538461', '0.7076023391812866', '0.8461538461538461', '18014394214514432', '72057593501057023');
INSERT INTO core.source ("source_id", "name", "publisher", "homepage", "country", "language", "timezone", "schedule", "enabled") VALUES
('ban-mai', 'Bản Mai', 'Báo Bản Mai', 'http://127.0.0.1:37403/', 'VN', 'vi', 'Asia/Ho_Chi_Minh', '* * * * *', 'true'),
('delta-wire', 'Delta Wire', 'Delta Wire News Agency', 'http://127.0.0.1:46267/', 'SG', 'en', 'Asia/Singapore', '* * * * *', 'true'),
('harbour-post', 'The Harbour Post', 'Scheldt Media', 'http://127.0.0.1:44755/', 'BE', 'en', 'Europe/Brussels', '* * * * *', 'true');
INSERT INTO core.story ("story_id", "founder_article_id", "run_id", "founded_at") VALUES
('b71391ee6e0bb28bebc7a500', 'ff2f37d1c1a1d6cc8c7b3872', '20261112T050000-b68ba3', '2026-11-12 05:00:02.892341+00'),
('d4562de56aa9f0a19439420b', '59f1192bd268e1628e537adc', '20261112T050007-f77a18', '2026-11-12 05:00:08.92315+00');
INSERT INTO core.story_article ("story_id", "article_id", "run_id", "loaded_at") VALUES
('b71391ee6e0bb28bebc7a500', '22011d9499ee0a6ada1303ba', '20261112T050007-f77a18', '2026-11-12 05:00:08.92315+00'),
('b71391ee6e0bb28bebc7a500', 'ff2f37d1c1a1d6cc8c7b3872', '20261112T050000-b68ba3', '2026-11-12 05:00:02.892341+00'),
('d4562de56aa9f0a19439420b', '0c50f1d467e1bc487c76d58e', '20261112T050012-c9980a', '2026-11-12 05:00:14.040838+00'),
('d4562de56aa9f0a19439420b', '59f1192bd268e1628e537adc', '20261112T050007-f77a18', '2026-11-12 05:00:08.92315+00');
INSERT INTO ops.batch ("batch_id", "run_id", "source_id", "loaded_at", "articles", "articles_new", "articles_updated", "fetches", "rejects", "code_version") VALUES
('b1c1c2af9fc32390833146874dd9b1d1', '20261112T050007-f77a18', 'delta-wire', '2026-11-12 05:00:08.92315+00', '8', '8', '0', '14', '2', '0.1.0'),
('b3ce730f4482f61f31e1eff44d7d7e70', '20261112T050000-b68ba3', 'ban-mai', '2026-11-12 05:00:02.892341+00', '12', '12', '0', '19', '1', '0.1.0'),
('c1b455f8b3875b4b2687910f153a47c1', '20261112T050012-c9980a', 'harbour-post', '2026-11-12 05:00:14.040838+00', '9', '9', '0', '23', '6', '0.1.0');
INSERT INTO ops.check_result ("run_id", "check_name", "severity", "checked_at", "bad_rows", "examples") VALUES
('test', 'broken-span', 'row', '2026-11-12 05:00:16.137489+00', '0', '[]'),
('test', 'current-version-missing', 'structural', '2026-11-12 05:00:16.137489+00', '0', '[]'),
('test', 'duplicate-article-id', 'structural', '2026-11-12 05:00:16.137489+00', '0', '[]');
INSERT INTO ops.common_hash ("hash") VALUES
('7');
INSERT INTO ops.copy_document ("doc", "article_id", "rep", "published", "arrival", "content_key", "words", "hashes", "reach", "signature", "agency", "own", "source") VALUES
('8', 'ff2f37d1c1a1d6cc8c7b3872', '8', '2026-11-09T10:00:00+00:00', '7707145306192960123', '6813723117341625859', '216', '20', '388328193', '4206294027', NULL, 'false', 'ban-mai'),
('15', '59f1192bd268e1628e537adc', '15', '2026-11-10T09:45:00+00:00', '7707145334441861565', '8552174182970250973', '143', '20', '640942195', '4287738002', NULL, 'false', 'delta-wire'),
('17', '22011d9499ee0a6ada1303ba', '17', '2026-11-09T08:40:00+00:00', '7707145332069563493', '5768087635897136705', '183', '20', '410323055', '4171867056', NULL, 'false', 'delta-wire'),
('23', '0c50f1d467e1bc487c76d58e', '23', '2026-11-10T14:55:00+00:00', '7707145353607921980', '1062778514251008862', '171', '20', '602992338', '4254544360', NULL, 'false', 'harbour-post');
INSERT INTO ops.copy_index ("version") VALUES
('2');
INSERT INTO ops.copy_sketch ("doc", "hash") VALUES
('8', '7627655'),
('8', '13544102'),
('8', '19209100'),
('8', '22211297'),
('8', '45444990'),
('8', '47544710'),
('8', '59129458'),
('8', '106251516'),
('8', '127379095'),
('8', '127383897'),
('8', '189147477'),
('8', '207764379'),
('8', '208817882'),
('8', '235542150'),
('8', '243980957'),
('8', '308890250'),
('8', '344218796'),
('8', '348790914'),
('8', '368619025'),
('8', '388328193'),
('15', '31007280'),
('15', '47031794'),
('15', '51201676'),
('15', '138110964'),
('15', '138401391');
INSERT INTO ops.copy_words ("doc", "words") VALUES
('8', '[2041102856, 2353346943, 2251896005, 1290202589, 101499987, 1762908074, 1636659085, 507037795, 998560658, 250516358, 1069489710, 271961943, 47195160, 981197275, 775229580, 969518230, 2640220076, 49712194, 370549269, 688266775, 365959847, 282227456, 32456145, 927888620, 672284833, 995301288, 715760899, 1243623009, 506705475, 599599260, 442427924, 959288879, 446566219, 296167425, 484436797, 669630229, 967361032, 1900351851, 217935940, 1059293869, 343577557, 520461276, 1043290751, 1153106209, 1710704526, 1036615289, 996434454, 1636659085, 562917261, 663421711, 277740269, 49712194, 543198068, 715760899, 1243623009, 715760899, 1861686729, 101499987, 1750666977, 1266025911, 1069489710, 114236070, 981197275, 775229580, 419318939, 882428810, 578233992, 631564161, 343577557, 370549269, 1369909249, 484436797, 981197275, 775229580, 206901591, 378834944, 778054618, 104338124, 967361032, 669630229, 333701255, 466561252, 343577557, 478628200, 1036615289, 1636659085, 316884958, 365959847, 442427924, 578233992, 663421711, 1886997537, 2098200215, 895410309, 181029115, 520175415, 152626094, 688266775, 365959847, 135872099, 308740442, 727462159, 604574464, 878148128, 1967193697, 1923486931, 1705305985, 1549324943, 1309333829, 1191223753, 267297460, 1191223753, 1523461601, 931994644, 1550331165, 904486101, 1762908074, 1636659085, 223890746, 506705475, 1106197969, 727462159, 77651180, 1290202589, 2139274229, 1468251374, 983917913, 277740269, 49712194, 370549269, 436372190, 520175415, 478628200, 176936414, 431016133, 370549269, 1574381069, 101499987, 1746026657, 1407443079, 1043290751, 260341253, 612829251, 830393806, 3102017087, 623070260, 1757000426, 1291677764, 1059293869, 343577557, 725356510, 75277014, 77651180, 663421711, 277740269, 271813215, 476589341, 478628200, 1900351851, 564044160, 2139274229, 631564161, 365959847, 273401440, 990253728, 10269600, 1993305514, 101499987, 1350680090, 1816324482, 375191151, 206901591, 104338124, 972674221, 489311591, 50521847, 809311450, 321321730, 298500160, 1900351851, 904486101, 325331180, 747640860, 578233992, 715760899, 299082852, 969518230, 277740269, 365959847, 987861667, 715760899, 1243623009, 562917261, 316884958, 442427924, 759168663, 996592386, 672284833, 995301288, 375191151, 768780556, 2838824243, 32456145, 544724902, 417243767, 1043290751, 631564161, 365959847, 101499987, 42166664, 2620362350, 489311591, 1059293869, 1065702354, 686824230, 856935180]'),
('15', '[1407337080, 253401724, 119758659, 1182449765, 993429154, 99174271, 493635408, 1060162616, 531157270, 404098330, 273657049, 283217563, 86831171, 699391839, 119758659, 1087124404, 1798932756, 1058860638, 627357862, 475937115, 531157270, 935788079, 456964067, 543538838, 699391839, 2092628197, 378895636, 1653252879, 1193500483, 1060162616, 81349619, 336081094, 809593094, 179371326, 5350230, 437882268, 199044374, 564219508, 119758659, 1015681932, 552631324, 119758659, 554015061, 464084536, 327921933, 756812471, 87964468, 787035240, 3208828100, 306131462, 12898803, 493635408, 29752350, 2107403567, 295599129, 760694767, 455263341, 787035240, 24237337, 752986046, 493635408, 183028226, 888359185, 699391839, 1429086599, 1349052054, 253401724, 1840448313, 1847788373, 2898585410, 1071514077, 1072500235, 130967904, 433211257, 378895636, 5075406, 185623507, 543538838, 1407337080, 219944245, 36141263, 885190996, 1392991843, 1584319787, 1825425050, 2867485450, 379104398, 1070681455, 2779338475, 543335369, 993429154, 998584887, 642022702, 756812471, 25392095, 262803939, 879476500, 531157270, 721374086, 988314475, 944440027, 1567377232, 230769607, 406351521, 188844667, 493635408, 824632064, 35360194, 863792264, 899677841, 493635408, 1015681932, 1388984324, 792864043, 183028226, 608480860, 1033661743, 756812471, 187176722, 543538838, 478443348, 2002580396, 483215237, 1823374230, 1217757429, 1078817230, 892572943, 993429154, 787035240, 234437521, 119758659, 1060162616, 1217757429, 543538838, 7449146, 92435035, 756812471, 493635408, 749586088, 699391839, 1596297890, 293284298, 1967122177]'),
('17', '[1204961168, 253401724, 1390964733, 642124651, 378895636, 1513344742, 787035240, 713998656, 119758659, 1061402018, 531157270, 2640220076, 681342867, 617783752, 475929871, 988314475, 475929871, 981197275, 712901090, 1036497980, 946412454, 119758659, 19884172, 1243623009, 53833144, 531157270, 493635408, 498321393, 493635408, 987393775, 713482845, 1070681455, 788908335, 370549269, 315242500, 1749173940, 493635408, 858081873, 535243461, 699391839, 1153106209, 1710704526, 617783752, 378895636, 119758659, 1243623009, 119758659, 1861686729, 253401724, 119758659, 1750666977, 1266025911, 295599129, 976383665, 787035240, 5075406, 22115009, 554107285, 119758659, 598968214, 757282241, 130967904, 10177695, 1272786198, 1627849109, 306264267, 119758659, 57187470, 1013517073, 791964421, 988314475, 790729091, 472149219, 926020553, 493635408, 987393775, 1960473694, 41849435, 119758659, 697412198, 740392002, 1886997537, 2098200215, 627357862, 306131462, 293284298, 119758659, 718365216, 595757105, 894920121, 799317911, 1058085872, 543538838, 1967193697, 1923486931, 1705305985, 1549324943, 480647809, 40327357, 531157270, 1390964733, 219944245, 449357059, 297548840, 1552185172, 1835631674, 531167191, 2139274229, 1468251374, 543538838, 712901090, 119758659, 617783752, 389480101, 760694767, 400242225, 988314475, 119758659, 344608142, 253401724, 1034794556, 756812471, 988314475, 1574381069, 253401724, 119758659, 1496860690, 582058864, 1013517073, 73676659, 3102017087, 367365044, 60357511, 217655248, 1193500483, 858081873, 662303697, 656237015, 882835451, 2077743412, 253401724, 1251710781, 103952916, 569293998, 921189008, 787035240, 78794023, 1032859826, 993429154, 863792264, 842821909, 362267334, 2139274229, 543538838, 1323465094, 378895636, 119758659, 19884172, 1243623009, 786575867, 2838824243, 1036497980, 699391839, 119758659, 554015061, 464084536, 886731870, 41849435, 253401724, 925002005, 2620362350, 1071514077, 130967904, 404098330, 984062726, 637497754, 787035240, 119758659, 1243623009, 464084536, 20715804, 681342867, 829910913]'),
('23', '[1097979161, 699391839, 1780529692, 406351521, 1013517073, 949926372, 862842808, 554107285, 119758659, 1606337540, 1015681932, 199044374, 756391391, 787035240, 119758659, 572879056, 1030049865, 531157270, 119758659, 736515149, 595757105, 407974240, 1407337080, 253401724, 119758659, 1182449765, 993429154, 99174271, 493635408, 1060162616, 531157270, 404098330, 273657049, 283217563, 86831171, 699391839, 119758659, 1087124404, 1798932756, 1058860638, 627357862, 475937115, 531157270, 935788079, 456964067, 543538838, 699391839, 2092628197, 378895636, 1653252879, 1193500483, 1060162616, 81349619, 336081094, 809593094, 179371326, 5350230, 437882268, 199044374, 564219508, 119758659, 1015681932, 552631324, 119758659, 554015061, 464084536, 327921933, 756812471, 87964468, 787035240, 3208828100, 306131462, 12898803, 493635408, 29752350, 2107403567, 295599129, 760694767, 455263341, 787035240, 24237337, 752986046, 493635408, 183028226, 888359185, 699391839, 161802258, 515160969, 1847788373, 2898585410, 1071514077, 1072500235, 130967904, 433211257, 378895636, 5075406, 185623507, 543538838, 1407337080, 219944245, 36141263, 885190996, 1392991843, 1584319787, 1825425050, 2867485450, 379104398, 1070681455, 2779338475, 543335369, 993429154, 998584887, 642022702, 756812471, 25392095, 262803939, 879476500, 531157270, 721374086, 988314475, 944440027, 1567377232, 230769607, 406351521, 188844667, 493635408, 824632064, 35360194, 863792264, 899677841, 493635408, 1015681932, 1388984324, 792864043, 183028226, 608480860, 1033661743, 756812471, 187176722, 543538838, 478443348, 2002580396, 483215237, 1823374230, 1217757429, 1181389418, 2038642931, 406351521, 870819266, 994155319, 699391839, 1780529692, 235645024, 712901090, 964275541, 798001071, 306131462, 389480101, 370549269, 756812471, 187176722, 752986046, 416042186, 1460193471, 389480101, 710733318, 493635408, 1060162616, 124180285, 7449146, 917071566]');
INSERT INTO ops.cursor ("source_id", "listing", "kind", "polled_at", "etag", "last_modified", "body_sha256", "items", "complete", "run_id", "changed_at", "verified_at", "unchanged", "interval_seconds", "distrust", "ttl_seconds", "max_age_seconds", "skip_hours", "skip_days") VALUES
('ban-mai', 'feed:http://127.0.0.1:37403/rss/tin-moi-nhat.rss', 'feed', '2026-11-12 05:00:01.754122+00', 'W/"93b9512b17b31bf5e2fe"', 'Thu, 12 Nov 2026 05:00:00 GMT', '1fb81e320783e5b799760fc9f255f436b0e8eecacf634ec5524c855612173da3', '9', 'false', '20261112T050000-b68ba3', '2026-11-12 05:00:01.754122+00', '2026-11-12 05:00:01.754122+00', '0', '0.0', 'false', NULL, '30', '[]', '[]'),
('ban-mai', 'section:http://127.0.0.1:37403/kinh-te?trang={page}', 'section', '2026-11-12 05:00:01.793289+00', 'W/"0df186a761331cd9bab9"', 'Thu, 12 Nov 2026 05:00:00 GMT', '93bc03e8c230fc6dd89a86b4370b320f064073c0318220f8da666b11c70e8377', '4', 'false', '20261112T050000-b68ba3', '2026-11-12 05:00:01.793289+00', '2026-11-12 05:00:01.793289+00', '0', '0.0', 'false', NULL, '30', '[]', '[]'),
('ban-mai', 'section:http://127.0.0.1:37403/quoc-te?trang={page}', 'section', '2026-11-12 05:00:01.792932+00', 'W/"b342547a03541b3f07d8"', 'Thu, 12 Nov 2026 05:00:00 GMT', '56a0010928dac993ac0a8ba0508bc91c3a05ae9a40c1dfb4dbca3454a21d8e33', '5', 'false', '20261112T050000-b68ba3', '2026-11-12 05:00:01.792932+00', '2026-11-12 05:00:01.792932+00', '0', '0.0', 'false', NULL, '30', '[]', '[]');
INSERT INTO ops.lead ("source_id", "url_key", "listing", "url", "title", "published", "modified", "section", "summary", "listing_date", "lead_hash", "first_seen_at", "changed_at") VALUES
('ban-mai', 'u1:127.0.0.1:37403/an-do-han-quoc-dam-phan-post661097.htm', 'section:http://127.0.0.1:37403/quoc-te?trang={page}', 'http://127.0.0.1:37403/an-do-han-quoc-dam-phan-post661097.htm', 'Ấn Độ và Hàn Quốc nối lại đàm phán thương mại', NULL, NULL, NULL, NULL, NULL, '4f6f042b0770a262', '2026-11-12 05:00:02.892341+00', '2026-11-12 05:00:02.892341+00'),
('ban-mai', 'u1:127.0.0.1:37403/ca-phe-viet-thi-truong-y-duc-post909402.htm', 'feed:http://127.0.0.1:37403/rss/tin-moi-nhat.rss', 'http://127.0.0.1:37403/ca-phe-viet-thi-truong-y-duc-post909402.htm', 'Cà phê Việt giữ vững thị phần tại Ý và Đức dù giá tăng', 'Wed, 11 Nov 2026 08:15:00 +0700', NULL, 'Kinh tế', 'Mười hai tháng qua, hai thị trường này mua gần 380 nghìn tấn, chiếm hơn một phần tư lượng cà phê xuất khẩu.', NULL, 'c83325233235ea68', '2026-11-12 05:00:02.892341+00', '2026-11-12 05:00:02.892341+00'),
('ban-mai', 'u1:127.0.0.1:37403/ca-phe-viet-thi-truong-y-duc-post909402.htm', 'section:http://127.0.0.1:37403/kinh-te?trang={page}', 'http://127.0.0.1:37403/ca-phe-viet-thi-truong-y-duc-post909402.htm', 'Cà phê Việt giữ vững thị phần tại Ý và Đức dù giá tăng', NULL, NULL, NULL, NULL, NULL, 'f9409fc92c360954', '2026-11-12 05:00:02.892341+00', '2026-11-12 05:00:02.892341+00');
INSERT INTO ops.lease ("source_id", "holder", "acquired_at", "expires_at") VALUES
('delta-wire', 'somebody', '2026-01-02 03:04:05+00', '2026-01-02 03:34:05+00');
INSERT INTO ops.pending ("source_id", "url_key", "url", "listing", "title", "published", "modified", "section", "summary", "listing_date", "attempts", "first_failed_at", "last_failed_at", "last_error") VALUES
('delta-wire', 'away', 'https://news.example/away', 'feed', NULL, NULL, NULL, NULL, NULL, NULL, '2', '2026-11-12 05:00:00+00', '2026-11-12 06:00:00+00', 'http-503'),
('harbour-post', 'u1:127.0.0.1:44755/business/denmark-belgium-night-train', 'http://127.0.0.1:44755/business/denmark-belgium-night-train?utm_source=rss&utm_medium=feed', 'feed:http://127.0.0.1:44755/rss.xml', 'Night train between Denmark and Belgium to return after 19 years', 'Wed, 11 Nov 2026 11:10:00 +0100', NULL, 'Business', 'Sleeping cars will run between Copenhagen and Brussels three times a week from June, by way of Hamburg and Cologne.', NULL, '1', '2026-11-12 05:00:14.040838+00', '2026-11-12 05:00:14.040838+00', 'http-500: HTTP status 500 Internal Server Error');
INSERT INTO ops.reject ("reject_id", "run_id", "source_id", "stage", "reason", "url", "detail", "fetch_id", "rejected_at") VALUES
('0e8ff57a4b605fd96aa8a0a980fb4565', '20261112T050012-c9980a', 'harbour-post', 'discover', 'malformed-feed', 'http://127.0.0.1:44755/rss/business.xml', 'line 2: Extra content at the end of the document, line 2, column 1; expected RSS, Atom or JSON Feed', 'f0545d51eb0441bf9fe37684c5356333', '2026-11-12 05:00:14.040838+00'),
('1d4bee83e903be9e54ecfe90a2822526', '20261112T050012-c9980a', 'harbour-post', 'parse', 'not-an-article', 'http://127.0.0.1:44755/live?utm_source=rss&utm_medium=feed', 'listing-page', '6c844f5a6d51406daf8565062c24d018', '2026-11-12 05:00:14.040838+00'),
('44e788142d14ec68685fa86706948091', '20261112T050007-f77a18', 'delta-wire', 'discover', 'html-instead-of-feed', 'http://127.0.0.1:46267/feeds/markets.atom', 'the answer is an HTML page; expected RSS, Atom or JSON Feed', '3b037c34a4b344b190020fbd9a228cf7', '2026-11-12 05:00:08.92315+00');
INSERT INTO ops.run ("run_id", "kind", "source_id", "started_at", "finished_at", "state", "message", "flow_run_id", "code_version", "found", "fetched", "not_modified", "unchanged", "new", "updated", "duplicate", "rejected") VALUES
('20261112T050000-b68ba3', 'run', 'ban-mai', '2026-11-12 05:00:00.000903+00', '2026-11-12 05:00:06.867264+00', 'done', NULL, NULL, '0.1.0', '13', '12', '0', '0', '11', '0', '1', '1'),
('20261112T050007-f77a18', 'run', 'delta-wire', '2026-11-12 05:00:07.378845+00', '2026-11-12 05:00:11.443309+00', 'partial', '1 of 3 listings failed: html-instead-of-feed http://127.0.0.1:46267/feeds/markets.atom', NULL, '0.1.0', '9', '8', '0', '0', '8', '0', '0', '2'),
('20261112T050012-c9980a', 'run', 'harbour-post', '2026-11-12 05:00:12.439254+00', '2026-11-12 05:00:15.58306+00', 'partial', '1 of 4 listings failed: malformed-feed http://127.0.0.1:44755/rss/business.xml', NULL, '0.1.0', '14', '11', '0', '0', '6', '0', '3', '6');
INSERT INTO ops.schema_migration ("version", "name", "applied_at") VALUES
('1', '0001_operations', '2026-01-02 03:04:05+00'),
('2', '0002_raw', '2026-01-02 03:04:05+00'),
('3', '0003_core', '2026-01-02 03:04:05+00'),
('4', '0004_web', '2026-01-02 03:04:05+00'),
('5', '0005_tags', '2026-01-02 03:04:05+00'),
('6', '0006_copies', '2026-01-02 03:04:05+00');
INSERT INTO ops.view_state ("digest", "created_at") VALUES
('as it was then', '2026-01-02 03:04:05+00');
INSERT INTO ops.withheld ("article_id", "check_name", "content_hash", "detail", "withheld_at") VALUES
('ff2f37d1c1a1d6cc8c7b3872', 'empty_body', 'hash of a version before', 'no text', '2026-01-02 03:04:05+00');
INSERT INTO raw.fetch ("fetch_id", "run_id", "source_id", "article_id", "purpose", "url", "final_url", "status", "headers", "bytes", "sha256", "fetched_at", "elapsed_ms", "warc_file", "warc_offset", "warc_length", "error", "payload_file", "payload_offset", "payload_length") VALUES
('7b757d7567fc434ab67791ececb6a823', '20261112T050012-c9980a', 'harbour-post', '0c50f1d467e1bc487c76d58e', 'article', 'http://127.0.0.1:44755/world/celebes-sea-fishing-map-zeebrugge?utm_source=rss&utm_medium=feed', 'http://127.0.0.1:44755/world/celebes-sea-fishing-map-zeebrugge?utm_source=rss&utm_medium=feed', '200', '[{''name'': content-type, ''value'': ''text/html; charset=utf-8''}, {''name'': etag, ''value'': ''"66e4d1657b8c1c7b76d0"''}, {''name'': cache-control, ''value'': ''max-age=30''}, {''name'': last-modified, ''value'': ''Tue, 10 Nov 2026 14:55:00 GMT''}]', '8926', '66e4d1657b8c1c7b76d027defeba78be0a08b5d6ab9c9762705480b95610b9e9', '2026-11-12 05:00:13.50169+00', '142', '2026/11/20261112T050012-c9980a-1.warc.gz', '46887', '4009', NULL, NULL, NULL, NULL),
('8a089b089c1b4b8bb89181ef0d8f8575', '20261112T050007-f77a18', 'delta-wire', '22011d9499ee0a6ada1303ba', 'article', 'http://127.0.0.1:46267/2026/11/09/cambodia-vietnam-flood-data', 'http://127.0.0.1:46267/2026/11/09/cambodia-vietnam-flood-data', '200', '[{''name'': content-type, ''value'': ''text/html; charset=utf-8''}, {''name'': etag, ''value'': ''W/"04414e0e4ce060908f6f"''}, {''name'': cache-control, ''value'': ''max-age=30''}, {''name'': last-modified, ''value'': ''Mon, 09 Nov 2026 08:40:00 GMT''}, {''name'': content-encoding, ''value'': gzip}]', '8747', '04414e0e4ce060908f6f588b4aa9efc1870ba200f4e822e7e4b01280d5e86cdc', '2026-11-12 05:00:08.508942+00', '242', '2026/11/20261112T050007-f77a18-1.warc.gz', '42695', '3867', NULL, NULL, NULL, NULL),
('ca854c9cca9144c680dc1269549f7a78', '20261112T050007-f77a18', 'delta-wire', '59f1192bd268e1628e537adc', 'article', 'http://127.0.0.1:46267/2026/11/10/indonesia-philippines-fishing-map', 'http://127.0.0.1:46267/2026/11/10/indonesia-philippines-fishing-map', '200', '[{''name'': content-type, ''value'': ''text/html; charset=utf-8''}, {''name'': etag, ''value'': ''W/"1e393e02e220cc12fd55"''}, {''name'': cache-control, ''value'': ''max-age=30''}, {''name'': last-modified, ''value'': ''Tue, 10 Nov 2026 09:45:00 GMT''}, {''name'': content-encoding, ''value'': gzip}]', '8141', '1e393e02e220cc12fd55b29c37337cc5fbfa01bbfa3685d3c30e0f49e453ebd1', '2026-11-12 05:00:08.270943+00', '237', '2026/11/20261112T050007-f77a18-1.warc.gz', '29069', '3665', NULL, NULL, NULL, NULL),
('d5ec43ed3e21479e85a7d101d8844b03', '20261112T050000-b68ba3', 'ban-mai', 'ff2f37d1c1a1d6cc8c7b3872', 'article', 'http://127.0.0.1:37403/campuchia-viet-nam-chia-se-so-lieu-lu-post179854.htm', 'http://127.0.0.1:37403/campuchia-viet-nam-chia-se-so-lieu-lu-post179854.htm', '200', '[{''name'': content-type, ''value'': ''text/html; charset=utf-8''}, {''name'': etag, ''value'': ''W/"d633449f923ad7238f6d"''}, {''name'': cache-control, ''value'': ''max-age=30''}, {''name'': last-modified, ''value'': ''Mon, 09 Nov 2026 10:00:00 GMT''}, {''name'': content-encoding, ''value'': gzip}]', '7603', 'd633449f923ad7238f6de12651dce7a80bdfcf91c96659cd9c5726642a5b8239', '2026-11-12 05:00:02.556457+00', '219', '2026/11/20261112T050000-b68ba3-1.warc.gz', '58302', '3738', NULL, NULL, NULL, NULL);
INSERT INTO raw.rights ("fetch_id", "article_id", "robots", "x_robots_tag", "meta_robots", "tdm_reservation", "tdm_policy", "tdm_source", "ai_txt", "licence") VALUES
('7b757d7567fc434ab67791ececb6a823', '0c50f1d467e1bc487c76d58e', 'allowed', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
('8a089b089c1b4b8bb89181ef0d8f8575', '22011d9499ee0a6ada1303ba', 'allowed', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
('ca854c9cca9144c680dc1269549f7a78', '59f1192bd268e1628e537adc', 'allowed', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
('d5ec43ed3e21479e85a7d101d8844b03', 'ff2f37d1c1a1d6cc8c7b3872', 'allowed', NULL, NULL, NULL, NULL, NULL, NULL, NULL);

-- A warehouse file of schema version 5 (0005_tags), made by tests/warehouse/old/make.py; never change it

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
('5', '0005_tags', '2026-01-02 03:04:05+00');
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

-- A warehouse file of schema version 1 (0001_operations), made by tests/warehouse/old/make.py; never change it

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

CREATE SCHEMA mart;
CREATE VIEW mart.article AS SELECT name FROM ops.schema_migration;

INSERT INTO ops.batch ("batch_id", "run_id", "source_id", "loaded_at", "articles", "articles_new", "articles_updated", "fetches", "rejects", "code_version") VALUES
('17255485f3862b5a192a44b228e3e1ea', '20261112T050000-1ae80f', 'ban-mai', '2026-11-12 05:00:01.803115+00', '12', '12', '0', '19', '1', '0.1.0'),
('df1a8f0a3f813b802174044b23da4780', '20261112T050004-35096c', 'delta-wire', '2026-11-12 05:00:04.578314+00', '8', '8', '0', '14', '2', '0.1.0'),
('f2b145744205f6616d2c273928bc169c', '20261112T050006-33fbed', 'harbour-post', '2026-11-12 05:00:06.817742+00', '9', '9', '0', '23', '6', '0.1.0');
INSERT INTO ops.check_result ("run_id", "check_name", "severity", "checked_at", "bad_rows", "examples") VALUES
('test', 'broken-span', 'row', '2026-11-12 05:00:08.849457+00', '0', '[]'),
('test', 'current-version-missing', 'structural', '2026-11-12 05:00:08.849457+00', '0', '[]'),
('test', 'duplicate-article-id', 'structural', '2026-11-12 05:00:08.849457+00', '0', '[]');
INSERT INTO ops.cursor ("source_id", "listing", "kind", "polled_at", "etag", "last_modified", "body_sha256", "items", "complete", "run_id") VALUES
('ban-mai', 'feed:http://127.0.0.1:36401/rss/tin-moi-nhat.rss', 'feed', '2026-11-12 05:00:00.839831+00', 'W/"26e10ac03c327fb39ee3"', 'Thu, 12 Nov 2026 05:00:00 GMT', '2a786aa8949778ef182892000c0fbbabecbfad665f2f9d81937aa39bf680d236', '9', 'false', '20261112T050000-1ae80f'),
('ban-mai', 'section:http://127.0.0.1:36401/kinh-te?trang={page}', 'section', '2026-11-12 05:00:00.855882+00', 'W/"274d92bb913dbe330c1f"', 'Thu, 12 Nov 2026 05:00:00 GMT', 'cc321b897c61cc2744c7d56893b0281279d6486e8bf8f41b9c3c4fbb4831007f', '4', 'false', '20261112T050000-1ae80f'),
('ban-mai', 'section:http://127.0.0.1:36401/quoc-te?trang={page}', 'section', '2026-11-12 05:00:00.855664+00', 'W/"98b76aaaefb123bf8466"', 'Thu, 12 Nov 2026 05:00:00 GMT', 'ea1460ec1796c745b93a9e74ee012b50d7b41a86ddbd32160e6a0885c0d73219', '5', 'false', '20261112T050000-1ae80f');
INSERT INTO ops.lead ("source_id", "url_key", "listing", "url", "title", "published", "modified", "section", "summary", "listing_date", "lead_hash", "first_seen_at", "changed_at") VALUES
('ban-mai', 'u1:127.0.0.1:36401/an-do-han-quoc-dam-phan-post661097.htm', 'section:http://127.0.0.1:36401/quoc-te?trang={page}', 'http://127.0.0.1:36401/an-do-han-quoc-dam-phan-post661097.htm', 'Ấn Độ và Hàn Quốc nối lại đàm phán thương mại', NULL, NULL, NULL, NULL, NULL, '4f6f042b0770a262', '2026-11-12 05:00:01.803115+00', '2026-11-12 05:00:01.803115+00'),
('ban-mai', 'u1:127.0.0.1:36401/ca-phe-viet-thi-truong-y-duc-post909402.htm', 'feed:http://127.0.0.1:36401/rss/tin-moi-nhat.rss', 'http://127.0.0.1:36401/ca-phe-viet-thi-truong-y-duc-post909402.htm', 'Cà phê Việt giữ vững thị phần tại Ý và Đức dù giá tăng', 'Wed, 11 Nov 2026 08:15:00 +0700', NULL, 'Kinh tế', 'Mười hai tháng qua, hai thị trường này mua gần 380 nghìn tấn, chiếm hơn một phần tư lượng cà phê xuất khẩu.', NULL, 'c83325233235ea68', '2026-11-12 05:00:01.803115+00', '2026-11-12 05:00:01.803115+00'),
('ban-mai', 'u1:127.0.0.1:36401/ca-phe-viet-thi-truong-y-duc-post909402.htm', 'section:http://127.0.0.1:36401/kinh-te?trang={page}', 'http://127.0.0.1:36401/ca-phe-viet-thi-truong-y-duc-post909402.htm', 'Cà phê Việt giữ vững thị phần tại Ý và Đức dù giá tăng', NULL, NULL, NULL, NULL, NULL, 'f9409fc92c360954', '2026-11-12 05:00:01.803115+00', '2026-11-12 05:00:01.803115+00');
INSERT INTO ops.lease ("source_id", "holder", "acquired_at", "expires_at") VALUES
('delta-wire', 'somebody', '2026-01-02 03:04:05+00', '2026-01-02 03:34:05+00');
INSERT INTO ops.pending ("source_id", "url_key", "url", "listing", "title", "published", "modified", "section", "summary", "listing_date", "attempts", "first_failed_at", "last_failed_at", "last_error") VALUES
('delta-wire', 'away', 'https://news.example/away', 'feed', NULL, NULL, NULL, NULL, NULL, NULL, '2', '2026-11-12 05:00:00+00', '2026-11-12 06:00:00+00', 'http-503'),
('harbour-post', 'u1:127.0.0.1:35921/business/denmark-belgium-night-train', 'http://127.0.0.1:35921/business/denmark-belgium-night-train?utm_source=rss&utm_medium=feed', 'feed:http://127.0.0.1:35921/rss.xml', 'Night train between Denmark and Belgium to return after 19 years', 'Wed, 11 Nov 2026 11:10:00 +0100', NULL, 'Business', 'Sleeping cars will run between Copenhagen and Brussels three times a week from June, by way of Hamburg and Cologne.', NULL, '1', '2026-11-12 05:00:06.817742+00', '2026-11-12 05:00:06.817742+00', 'http-500: HTTP status 500 Internal Server Error');
INSERT INTO ops.reject ("reject_id", "run_id", "source_id", "stage", "reason", "url", "detail", "fetch_id", "rejected_at") VALUES
('22c5b1c38df3a507cf2c53874f7e169a', '20261112T050006-33fbed', 'harbour-post', 'fetch', 'http-500', 'http://127.0.0.1:35921/business/denmark-belgium-night-train?utm_source=rss&utm_medium=feed', 'HTTP status 500 Internal Server Error', '812805d192fd4f46b4e0a4410be2ca9b', '2026-11-12 05:00:06.817742+00'),
('35d123d5fe33febbce53f70552d2d183', '20261112T050006-33fbed', 'harbour-post', 'fetch', 'too-large', 'http://127.0.0.1:35921/special/every-ship-of-the-century?utm_source=rss&utm_medium=feed', '2600771 bytes announced, 1000000 allowed', '02d0c42b580b4d9f9a83756c95de03c1', '2026-11-12 05:00:06.817742+00'),
('6b93994b57960688a24556d8c2f4458e', '20261112T050004-35096c', 'delta-wire', 'discover', 'html-instead-of-feed', 'http://127.0.0.1:40655/feeds/markets.atom', 'the answer is an HTML page; expected RSS, Atom or JSON Feed', 'bf0f1e7203e0432dbd744992738ad33e', '2026-11-12 05:00:04.578314+00');
INSERT INTO ops.run ("run_id", "kind", "source_id", "started_at", "finished_at", "state", "message", "flow_run_id", "code_version", "found", "fetched", "not_modified", "unchanged", "new", "updated", "duplicate", "rejected") VALUES
('20261112T050000-1ae80f', 'run', 'ban-mai', '2026-11-12 05:00:00.001422+00', '2026-11-12 05:00:03.821788+00', 'done', NULL, NULL, '0.1.0', '13', '12', '0', '0', '11', '0', '1', '1'),
('20261112T050004-35096c', 'run', 'delta-wire', '2026-11-12 05:00:04.009291+00', '2026-11-12 05:00:05.537325+00', 'partial', '1 of 3 listings failed: html-instead-of-feed http://127.0.0.1:40655/feeds/markets.atom', NULL, '0.1.0', '9', '8', '0', '0', '8', '0', '0', '2'),
('20261112T050006-33fbed', 'run', 'harbour-post', '2026-11-12 05:00:06.012259+00', '2026-11-12 05:00:07.948889+00', 'partial', '1 of 4 listings failed: malformed-feed http://127.0.0.1:35921/rss/business.xml', NULL, '0.1.0', '14', '11', '0', '0', '6', '0', '3', '6');
INSERT INTO ops.schema_migration ("version", "name", "applied_at") VALUES
('1', '0001_operations', '2026-01-02 03:04:05+00');
INSERT INTO ops.view_state ("digest", "created_at") VALUES
('as it was then', '2026-01-02 03:04:05+00');
INSERT INTO ops.withheld ("article_id", "check_name", "content_hash", "detail", "withheld_at") VALUES
('e063fe3ac205e57e260791e8', 'empty_body', 'hash of a version before', 'no text', '2026-01-02 03:04:05+00');

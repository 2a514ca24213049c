-- A row for each table that the harvest leaves empty, or has nothing in that belongs to the few articles.
INSERT INTO core.article_agreement
SELECT min(article_id), 'Test Agreement', 'TA', ['VNM', 'BEL'], 'signed', 'title', NULL, 0, 3, 'test' FROM few;
INSERT INTO core.article_flag SELECT min(article_id), 'unicode_normalised', NULL FROM few;
INSERT INTO core.article_deletion BY NAME
SELECT article_id, source_id, loaded_at AS seen_at, 404 AS status, 'http-404' AS reason, fetch_id,
    fetched_at AS last_seen_at, 2 AS visits, loaded_at AS confirmed_at, run_id
FROM core.article
WHERE article_id = (SELECT min(article_id) FROM few);
INSERT INTO core.story_event
SELECT 'merge', 'earlier-story', story_id, list(article_id), 'test', any_value(run_id), max(loaded_at)
FROM core.story_article
WHERE article_id IN (FROM few)
GROUP BY story_id;
INSERT INTO ops.common_hash VALUES (7);
INSERT INTO ops.lease VALUES ('delta-wire', 'somebody', '2026-01-02 03:04:05+00', '2026-01-02 03:34:05+00');
INSERT INTO ops.pending BY NAME
SELECT 'delta-wire' AS source_id, 'away' AS url_key, 'https://news.example/away' AS url, 'feed' AS listing,
    2 AS attempts, TIMESTAMPTZ '2026-11-12 05:00:00+00' AS first_failed_at,
    TIMESTAMPTZ '2026-11-12 06:00:00+00' AS last_failed_at, 'http-503' AS last_error;
INSERT INTO ops.search_posting
FROM ops.search_recent WHERE doc = (SELECT min(doc) FROM ops.search_document WHERE article_id IN (FROM few));
DELETE FROM ops.search_recent WHERE doc IN (SELECT doc FROM ops.search_posting);
INSERT INTO ops.withheld
SELECT max(article_id), 'empty_body', 'hash of a version before', 'no text', '2026-01-02 03:04:05+00' FROM few;
INSERT INTO ops.finding
SELECT max(article_id), 'title-missing', 'warning', 'hash of a version before', 'no title', '2026-01-02 03:04:05+00' FROM few;
INSERT INTO ops.recheck SELECT min(article_id) FROM few;
INSERT INTO ops.reparse BY NAME
SELECT 'delta-wire' AS source_id, 'fingerprint' AS code, '0.1.0' AS code_version, 'run@host:1' AS holder,
    TIMESTAMPTZ '2026-11-12 05:00:00+00' AS started_at, TIMESTAMPTZ '2026-11-12 06:00:00+00' AS updated_at,
    '2026/11/run-1.warc.gz' AS place_file, 900 AS place_offset, 'fetch' AS place_fetch_id, 2 AS pages;
INSERT INTO ops.reparse_refusal BY NAME
SELECT article_id, version, source_id, fetch_id, 'parse' AS stage, 'not-an-article' AS reason, 'no text' AS detail,
    '0.1.0' AS code_version, run_id, loaded_at AS refused_at, false AS applied
FROM core.article
WHERE article_id = (SELECT min(article_id) FROM few);
INSERT INTO ops.removal VALUES ('r1', 'forgotten', '2026-11-12 05:00:00+00', 1, 2, '0.1.0');
INSERT INTO ops.tombstone VALUES ('digest of a URL', 'url', 'r1', '2026-11-12 05:00:00+00');
INSERT INTO ops.copy_run SELECT min(doc), 7 FROM ops.copy_document WHERE article_id IN (FROM few);
INSERT INTO ops.alert BY NAME
SELECT 'webhook' AS channel, 'delta-wire' AS source_id, 'broken' AS event, 'broken' AS severity, 'dead-feed' AS kind,
    'the feed is gone' AS cause, TIMESTAMPTZ '2026-11-12 05:00:00+00' AS since,
    TIMESTAMPTZ '2026-11-12 05:10:00+00' AS tried_at, 2 AS attempts, NULL AS told_at, 'HTTP 503' AS error;

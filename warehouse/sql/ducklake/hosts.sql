-- What is known of the hosts that machines ask, in PostgreSQL, beside a lake's catalogue. Times are seconds since 1970 by
-- the database's clock. Two that make the table at once would fail, hence the lock; rows that nobody needs are deleted.
SELECT pg_advisory_xact_lock(hashtext('khotin'), hashtext('hosts'));
CREATE TABLE IF NOT EXISTS khotin_host (
    digest TEXT PRIMARY KEY,
    noted DOUBLE PRECISION NOT NULL,
    until DOUBLE PRECISION NOT NULL,
    delay DOUBLE PRECISION NOT NULL,
    pause_noted DOUBLE PRECISION NOT NULL,
    pause_until DOUBLE PRECISION NOT NULL
);
COMMENT ON TABLE khotin_host IS 'When a host was asked last, for all machines of a lake (docs/scaling.md).';
COMMENT ON COLUMN khotin_host.digest IS 'SHA-256 of host and port.';
COMMENT ON COLUMN khotin_host.noted IS 'When the last turn was given.';
COMMENT ON COLUMN khotin_host.until IS 'When its request may begin.';
COMMENT ON COLUMN khotin_host.delay IS 'The delay that it keeps, in seconds.';
COMMENT ON COLUMN khotin_host.pause_noted IS 'When the host asked to be left alone.';
COMMENT ON COLUMN khotin_host.pause_until IS 'Until when.';
DELETE FROM khotin_host
WHERE greatest(noted, until, pause_until) < extract(EPOCH FROM clock_timestamp()) - 86400

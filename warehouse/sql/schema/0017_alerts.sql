-- Alerts: who was told of which incident, and what could not be told yet. What was told last, by channel and source, is
-- compared with the verdicts (ops.verdict), so that one that was not told, for whatever reason, is told next time.

CREATE TABLE ops.alert (
    channel VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    cause VARCHAR NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    tried_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL,
    told_at TIMESTAMPTZ,
    error VARCHAR
);
COMMENT ON TABLE ops.alert IS 'What was told of sources that broke or recovered (docs/alerts.md): one row per channel, source and event, and one at most per channel and source that waits to be told.';
COMMENT ON COLUMN ops.alert.channel IS 'How it was told: webhook, email or block (a notification block of Prefect).';
COMMENT ON COLUMN ops.alert.source_id IS 'Source that it is about.';
COMMENT ON COLUMN ops.alert.event IS 'broken, or recovered.';
COMMENT ON COLUMN ops.alert.severity IS 'Severity of the verdict that was told (ops.verdict).';
COMMENT ON COLUMN ops.alert.kind IS 'The verdict that was told, such as dead-feed or healthy.';
COMMENT ON COLUMN ops.alert.cause IS 'What was the matter, in one line.';
COMMENT ON COLUMN ops.alert.since IS 'Since when the verdict was this one.';
COMMENT ON COLUMN ops.alert.tried_at IS 'When it was first tried to tell it.';
COMMENT ON COLUMN ops.alert.attempts IS 'How often that was tried.';
COMMENT ON COLUMN ops.alert.told_at IS 'When it was told; NULL while it could not be.';
COMMENT ON COLUMN ops.alert.error IS 'Why it could not be told at the latest try; NULL where it was. Names no address.';

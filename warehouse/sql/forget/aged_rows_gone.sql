-- What sources that keep articles for some time have noted of others before that: what listings said of articles that are
-- not stored, or not any more, and what was refused or could not be fetched. It holds their addresses, titles and summaries.
DELETE FROM ops.lead
WHERE rowid IN (
    SELECT noted.rowid
    FROM ops.lead AS noted
    JOIN aged_source AS aged ON aged.source_id = noted.source_id AND noted.changed_at < aged.before
    ANTI JOIN core.article AS kept ON kept.source_id = noted.source_id AND kept.url_key = noted.url_key
);
DELETE FROM ops.reject
WHERE rowid IN (
    SELECT noted.rowid
    FROM ops.reject AS noted
    JOIN aged_source AS aged ON aged.source_id = noted.source_id AND noted.rejected_at < aged.before
);
DELETE FROM ops.pending
WHERE rowid IN (
    SELECT noted.rowid
    FROM ops.pending AS noted
    JOIN aged_source AS aged ON aged.source_id = noted.source_id AND noted.last_failed_at < aged.before
);

-- Collects the exchanges that brought the wanted articles, or asked for one of their addresses, and of sources that keep
-- articles for some time those that are older and brought nothing that is stored.
CREATE OR REPLACE TEMP TABLE forgotten_fetch AS
SELECT fetch_id, source_id, warc_file, warc_offset, warc_length
FROM raw.fetch AS stored
LEFT JOIN aged_source AS aged USING (source_id)
WHERE article_id IN (SELECT value FROM wanted)
    OR (
        (url IN (SELECT value FROM forgotten_address) OR final_url IN (SELECT value FROM forgotten_address))
        AND purpose IN ('article', 'document')
    )
    OR (
        stored.fetched_at < aged.before
        AND (article_id IS NULL OR article_id NOT IN (SELECT kept.article_id FROM core.article AS kept))
    )

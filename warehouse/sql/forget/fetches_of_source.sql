-- Collects every exchange that was made for a source.
CREATE OR REPLACE TEMP TABLE forgotten_fetch AS
SELECT fetch_id, source_id, warc_file, warc_offset, warc_length
FROM raw.fetch
WHERE source_id = $source_id

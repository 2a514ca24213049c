-- Where the pages of articles that are kept lie in the archive: what of them names the forgotten is made unreadable.
SELECT DISTINCT warc_file, warc_offset
FROM raw.fetch
WHERE purpose IN ('article', 'document') AND warc_file IS NOT NULL
    AND fetch_id NOT IN (SELECT fetch_id FROM temp.forgotten_fetch)

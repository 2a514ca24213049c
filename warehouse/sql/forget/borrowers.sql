-- Records of the archive without a body of their own, and where that lies.
SELECT DISTINCT warc_file, warc_offset, payload_file, payload_offset, payload_length
FROM raw.fetch
WHERE payload_file IS NOT NULL AND warc_file IS NOT NULL
    AND fetch_id NOT IN (SELECT fetch_id FROM temp.forgotten_fetch)

-- Where the collected exchanges lie in the archive.
SELECT DISTINCT warc_file, warc_offset FROM temp.forgotten_fetch WHERE warc_file IS NOT NULL

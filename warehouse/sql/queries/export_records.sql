-- Where the archived answers of the exported articles lie, and where the body of each lies if that is elsewhere.
SELECT DISTINCT place.file, place.start, place.size
FROM (
    SELECT
        unnest([
            {'file': exchange.warc_file, 'start': exchange.warc_offset, 'size': exchange.warc_length},
            {'file': exchange.payload_file, 'start': exchange.payload_offset, 'size': exchange.payload_length}
        ]) AS place
    FROM raw.fetch AS exchange
    SEMI JOIN exported ON exported.article_id = exchange.article_id
)
WHERE place.file IS NOT NULL
ORDER BY ALL

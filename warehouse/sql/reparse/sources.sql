-- The sources that have archived pages, with what tells an outlet from a collection of documents.
SELECT seen.source_id, source.homepage IS NOT NULL AS is_outlet, count(*) AS pages
FROM raw.fetch AS seen
LEFT JOIN core.source AS source ON source.source_id = seen.source_id
WHERE seen.purpose IN ('article', 'document')
    AND seen.status = 200
    AND seen.error IS NULL
    AND seen.sha256 IS NOT NULL
    AND seen.warc_file IS NOT NULL
GROUP BY ALL
ORDER BY seen.source_id

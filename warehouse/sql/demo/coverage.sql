-- The demo: the coverage of one source by day, from its listings to the warehouse.
SELECT day, in_feed, in_section, known, loaded, rejected, reasons, pending, basis
FROM mart.coverage_by_day
WHERE source_id = 'harbour-post' AND known > 0
ORDER BY day DESC NULLS LAST
LIMIT 6

-- The coverage ledger of one source over days, newest first; what has no day comes last.
SELECT
    day,
    known,
    in_feed,
    in_news_sitemap,
    in_sitemap,
    in_section,
    in_archive,
    articles,
    loaded,
    rejected,
    pending,
    missed,
    missed_low,
    missed_high,
    basis,
    reasons
FROM mart.coverage_by_day
WHERE source_id = $source_id AND (day IS NULL OR day BETWEEN $since AND $until)
ORDER BY day DESC NULLS LAST

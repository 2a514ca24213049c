-- How much arrived per day. Articles without a date count by the day of their listing; a day of fetching never stands
-- in for a day of publication, so what has neither is in a row without a day.
CREATE VIEW mart.coverage_by_day AS
SELECT
    coalesce(published_date, listing_date) AS day,
    source_id,
    language,
    count(*)::INTEGER AS articles,
    count(*) FILTER (duplicate_of IS NULL)::INTEGER AS originals,
    sum(word_count)::BIGINT AS words
FROM mart.article
GROUP BY ALL;

COMMENT ON VIEW mart.coverage_by_day IS 'Articles per day, source and language.';
COMMENT ON COLUMN mart.coverage_by_day.day IS 'Day of publication, else day of the listing, else NULL.';
COMMENT ON COLUMN mart.coverage_by_day.source_id IS 'Source.';
COMMENT ON COLUMN mart.coverage_by_day.language IS 'Language of the text.';
COMMENT ON COLUMN mart.coverage_by_day.articles IS 'Articles, copies included.';
COMMENT ON COLUMN mart.coverage_by_day.originals IS 'Articles that repeat no other.';
COMMENT ON COLUMN mart.coverage_by_day.words IS 'Words in their bodies.';

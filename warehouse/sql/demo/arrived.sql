-- The demo: what arrived, by source and language.
SELECT source_id, language, count(*) AS articles, min(published_date) AS first_day, max(published_date) AS last_day
FROM mart.article
GROUP BY ALL
ORDER BY source_id, language

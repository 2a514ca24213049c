-- The demo: articles on Vietnam and Belgium together, newest first.
SELECT published_at, source_id, title, countries
FROM mart.article
WHERE list_has_all(countries, ['VNM', 'BEL']) AND duplicate_of IS NULL
ORDER BY published_at DESC NULLS LAST
LIMIT 6

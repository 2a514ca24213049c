-- The articles to export, oldest first; every variable that is NULL leaves its condition out.
SELECT *
FROM mart.article
WHERE (getvariable('sources') IS NULL OR list_contains(getvariable('sources')::VARCHAR[], source_id))
    AND (getvariable('countries') IS NULL OR list_has_any(getvariable('countries')::VARCHAR[], countries))
    AND (getvariable('languages') IS NULL OR list_contains(getvariable('languages')::VARCHAR[], language))
    AND (getvariable('topics') IS NULL OR list_has_any(getvariable('topics')::VARCHAR[], topics))
    AND (getvariable('since') IS NULL OR coalesce(published_date, listing_date) >= getvariable('since')::DATE)
    AND (getvariable('until') IS NULL OR coalesce(published_date, listing_date) <= getvariable('until')::DATE)
ORDER BY coalesce(published_at, published_date::TIMESTAMPTZ, first_seen_at), article_id

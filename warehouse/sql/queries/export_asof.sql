-- The articles to export as they stood at an instant, oldest first; countries and topics are those of today's tags.
SELECT *
FROM mart.articles_asof(getvariable('as_of')::TIMESTAMPTZ)
WHERE (getvariable('sources') IS NULL OR list_contains(getvariable('sources')::VARCHAR[], source_id))
    AND (getvariable('languages') IS NULL OR list_contains(getvariable('languages')::VARCHAR[], language))
    AND (getvariable('since') IS NULL OR published_date >= getvariable('since')::DATE)
    AND (getvariable('until') IS NULL OR published_date <= getvariable('until')::DATE)
    AND (
        getvariable('countries') IS NULL
        OR article_id IN (
            SELECT article_id FROM core.article_country WHERE list_contains(getvariable('countries')::VARCHAR[], iso3)
        )
    )
    AND (
        getvariable('topics') IS NULL
        OR article_id IN (
            SELECT article_id FROM core.article_topic WHERE list_contains(getvariable('topics')::VARCHAR[], code)
        )
    )
ORDER BY coalesce(published_at, published_date::TIMESTAMPTZ, first_seen_at), article_id

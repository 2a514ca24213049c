-- The documents of the articles that hits are limited to.
SELECT document.doc
FROM ops.search_document AS document
SEMI JOIN (
    SELECT article_id
    FROM core.article
    WHERE ($sources IS NULL OR list_contains($sources::VARCHAR[], source_id))
        AND ($languages IS NULL OR list_contains($languages::VARCHAR[], language))
        AND ($since IS NULL OR coalesce(published_date, listing_date) >= $since::DATE)
        AND ($until IS NULL OR coalesce(published_date, listing_date) <= $until::DATE)
        AND (
            $countries IS NULL
            OR article_id IN (SELECT article_id FROM core.article_country WHERE list_contains($countries::VARCHAR[], iso3))
        )
        AND (
            $topics IS NULL
            OR article_id IN (SELECT article_id FROM core.article_topic WHERE list_contains($topics::VARCHAR[], code))
        )
) AS wanted ON wanted.article_id = document.article_id

hit_{place} AS MATERIALIZED (
    SELECT doc, sum(weight) AS weight
    FROM (
        SELECT doc, weight FROM ops.search_posting WHERE term IN (SELECT unnest($t{place}::UBIGINT[]))
        UNION ALL
        SELECT doc, weight FROM ops.search_recent WHERE term IN (SELECT unnest($t{place}::UBIGINT[]))
    )
    GROUP BY doc
)
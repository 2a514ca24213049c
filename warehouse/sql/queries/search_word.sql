hit_{place} AS MATERIALIZED (
    SELECT doc, weight FROM ops.search_posting WHERE term = $t{place}::UBIGINT
    UNION ALL
    SELECT doc, weight FROM ops.search_recent WHERE term = $t{place}::UBIGINT
)
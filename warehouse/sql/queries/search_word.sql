    SELECT {place} AS place, doc, weight FROM ops.search_posting WHERE term = $t{place}::UBIGINT
    UNION ALL
    SELECT {place}, doc, weight FROM ops.search_recent WHERE term = $t{place}::UBIGINT

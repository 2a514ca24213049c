    SELECT {place} AS place, doc, weight FROM ops.search_posting WHERE term IN (SELECT unnest($t{place}::UBIGINT[]))
    UNION ALL
    SELECT {place}, doc, weight FROM ops.search_recent WHERE term IN (SELECT unnest($t{place}::UBIGINT[]))

-- The documents that hold any of some words, by their numbers, once for each word.
SELECT doc, weight FROM ops.search_posting WHERE term IN (SELECT unnest($terms::UBIGINT[]))
UNION ALL
SELECT doc, weight FROM ops.search_recent WHERE term IN (SELECT unnest($terms::UBIGINT[]))

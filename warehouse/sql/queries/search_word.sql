-- The documents that hold a word, by its number. A filter by one number, because rows are sorted by it: DuckDB passes over
-- whatever cannot hold it.
SELECT doc, weight FROM ops.search_posting WHERE term = $term::UBIGINT
UNION ALL
SELECT doc, weight FROM ops.search_recent WHERE term = $term::UBIGINT

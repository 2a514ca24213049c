-- Whether a table ({table}) has the same rows in two databases ({source}, {target}), by the names of the columns.
WITH both_sides AS (
    SELECT true AS in_source, * FROM {source}.{table}
    UNION ALL BY NAME
    SELECT false AS in_source, * FROM {target}.{table}
), hashed AS (
    SELECT in_source, hash(*COLUMNS(* EXCLUDE (in_source))) AS row_hash FROM both_sides
)
SELECT
    count(*) FILTER (in_source) = count(*) FILTER (NOT in_source)
    AND coalesce(bit_xor(row_hash), 0) = 0
FROM hashed

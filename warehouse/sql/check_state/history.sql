-- The results of checks over time in which something changed, the latest first, and for named checks their last one.
-- $names NULL: of all checks.
WITH told AS (
    SELECT
        checked_at,
        check_name,
        severity,
        bad_rows,
        found,
        error,
        run_id,
        lag(bad_rows) OVER earlier AS bad_before,
        lag(error) OVER earlier AS error_before,
        row_number() OVER (PARTITION BY check_name ORDER BY checked_at DESC) AS back
    FROM ops.check_result
    WHERE $names IS NULL OR list_contains($names, check_name)
    WINDOW earlier AS (PARTITION BY check_name ORDER BY checked_at)
)
SELECT checked_at, check_name, severity, bad_rows, found, error, run_id
FROM told
WHERE ($names IS NOT NULL AND (back = 1 OR bad_before IS NULL))
    OR bad_rows <> coalesce(bad_before, 0)
    OR found > 0
    OR error IS DISTINCT FROM error_before
ORDER BY checked_at DESC, check_name
LIMIT $most

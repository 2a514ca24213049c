-- The checks that found fault the last time that they ran, or could not be run.
SELECT check_name
FROM ops.check_result
GROUP BY check_name
HAVING arg_max(bad_rows > 0 OR error IS NOT NULL, checked_at)

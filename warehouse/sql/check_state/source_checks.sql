-- The sources' own checks, as their files had them when they last ran.
SELECT source_id, unnest(checks) AS rule
FROM core.source
WHERE len(checks) > 0
ORDER BY source_id

-- The number of the next report.
SELECT coalesce(max(doc), 0) + 1
FROM ops.story_report

-- How many reports there are in each language.
SELECT language, count(*)
FROM ops.story_report
GROUP BY language

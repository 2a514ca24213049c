-- How many articles are new and how many get a new version.
SELECT
    count(DISTINCT article_id) FILTER (is_new),
    count(DISTINCT article_id) FILTER (NOT is_new)
FROM staged

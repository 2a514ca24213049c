-- How many rows of the full-text index have not moved to the sorted ones.
SELECT count(*) FROM ops.search_recent

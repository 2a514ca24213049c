-- How many exchanges were collected.
SELECT count(*) FROM temp.forgotten_fetch

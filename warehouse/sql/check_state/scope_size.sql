-- How many articles the checks look at.
SELECT count(*) FROM check_scope

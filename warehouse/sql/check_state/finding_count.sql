-- How many articles fail each check of single articles at present.
SELECT check_name, count(*) FROM ops.finding GROUP BY check_name

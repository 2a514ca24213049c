-- How many rows of a table ({relation}) a column ({column}) gives to one of the wanted articles.
SELECT count(*) FROM {relation} WHERE {column} IN (SELECT value FROM wanted)

-- Deletes the rows of a table ({relation}) that a column ({column}) gives to one of the wanted articles.
DELETE FROM {relation} WHERE {column} IN (SELECT value FROM wanted)

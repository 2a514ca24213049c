-- Puts a word in the place of what named the forgotten, in one column ({column}) of rows of a table ({relation}).
UPDATE {relation} SET {column} = $blank WHERE rowid IN (SELECT value FROM wanted_row)

-- Deletes rows of a table ({relation}).
DELETE FROM {relation} WHERE rowid IN (SELECT value FROM wanted_row)

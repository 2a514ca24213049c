-- Another text in a column ({column}) of a row of a table ({table}).
UPDATE {table} SET {column} = ? WHERE rowid = ?

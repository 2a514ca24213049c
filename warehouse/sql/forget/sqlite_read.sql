-- The texts of a column ({column}) of a table ({table}).
SELECT rowid, {column} FROM {table} WHERE typeof({column}) IN ('text', 'blob')

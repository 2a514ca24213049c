-- Every column of every table of a SQLite database.
SELECT entry.name, info.name
FROM sqlite_master AS entry, pragma_table_info(entry.name) AS info
WHERE entry.type = 'table' AND entry.name NOT LIKE 'sqlite_%' AND entry.sql NOT LIKE '%WITHOUT ROWID%'

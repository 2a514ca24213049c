-- The entries of one file.
DELETE FROM payload WHERE file = ?

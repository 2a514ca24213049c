-- Opens a file for reading beside what is open; {path} is its path, as an SQL string.
ATTACH {path} AS other (READ_ONLY)

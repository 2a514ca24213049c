-- Opens the file of a warehouse for reading beside a lake; {path} is its path, as an SQL string.
ATTACH {path} AS backup (READ_ONLY)

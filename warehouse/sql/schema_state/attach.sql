-- Opens the writer's file in an engine that is there already; {path} is the file's, as an SQL string.
-- The storage of DuckDB 1.5 takes half the room that the default does for text, and needs DuckDB 1.5 to be read.
ATTACH {path} AS warehouse (STORAGE_VERSION 'v1.5.0');
USE warehouse;

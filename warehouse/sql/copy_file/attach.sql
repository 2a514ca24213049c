-- Opens the file in an engine that is there already; {path} is the file's, as an SQL string.
ATTACH {path} AS warehouse (STORAGE_VERSION 'v1.5.0', ROW_GROUP_SIZE 16384);
USE warehouse;

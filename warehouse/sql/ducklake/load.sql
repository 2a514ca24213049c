-- Loads an extension from its package; {file} is an SQL string.
LOAD {file}

-- Attaches the catalogue's database for writing: the lock and the record of what is published are in it. {catalogue} is an
-- SQL string.
ATTACH {catalogue} AS catalogue (TYPE postgres)

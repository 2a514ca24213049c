-- Attaches the catalogue's database, to read which snapshot is published; {catalogue} is an SQL string.
ATTACH {catalogue} AS catalogue (TYPE postgres, READ_ONLY)

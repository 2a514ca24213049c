-- The password of the catalogue; {password} is an SQL string. DuckDB shows it to nobody.
CREATE OR REPLACE SECRET (TYPE postgres, PASSWORD {password})

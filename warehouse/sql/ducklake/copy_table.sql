-- Copies the rows of a table ({table}) from one database ({source}) to the same table of another ({target}), by the names of
-- the columns and in the order in which they were written.
INSERT INTO {target}.{table} BY NAME FROM {source}.{table}

-- How many rows a table has ({table}, in the file {database}).
SELECT count(*) FROM {database}.{table}

-- Rows of a table ({relation}) of which a column ({column}) may name the forgotten.
SELECT rowid, {column}::VARCHAR AS said
FROM {relation}
WHERE len(list_filter(getvariable('anchors')::VARCHAR[], lambda one: contains({column}::VARCHAR, one))) > 0

-- Texts of what is read ({relation}) that may name the forgotten, with their rows and columns; {columns} are the names of
-- the columns as SQL strings, {texts} how each is read as text.
SELECT place, "column", said
FROM (
    SELECT row_number() OVER () - 1 AS place, unnest([{columns}]) AS "column", unnest([{texts}]) AS said
    FROM {relation}
)
WHERE len(list_filter(getvariable('anchors')::VARCHAR[], lambda one: contains(said, one))) > 0

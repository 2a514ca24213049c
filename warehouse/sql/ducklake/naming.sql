-- Rows of what is read ({relation}) of which a text ({said}) may name the forgotten, and the texts.
SELECT place, said
FROM (SELECT row_number() OVER () - 1 AS place, {said} AS said FROM {relation})
WHERE len(list_filter(getvariable('anchors')::VARCHAR[], lambda one: contains(said, one))) > 0

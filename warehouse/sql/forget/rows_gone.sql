-- The rows that go with the wanted articles but do not name them by id.
DELETE FROM raw.rights WHERE fetch_id IN (SELECT fetch_id FROM temp.forgotten_fetch);
DELETE FROM ops.reject
WHERE url IN (SELECT value FROM forgotten_address)
    OR fetch_id IN (SELECT fetch_id FROM temp.forgotten_fetch)
    OR url IN (SELECT value FROM wanted);
DELETE FROM ops.lead WHERE url_key IN (SELECT value FROM forgotten_key);
DELETE FROM ops.pending WHERE url_key IN (SELECT value FROM forgotten_key);
DELETE FROM raw.fetch WHERE fetch_id IN (SELECT fetch_id FROM temp.forgotten_fetch);
UPDATE ops.check_result SET examples = kept.examples
FROM (
    SELECT place, coalesce(list(example) FILTER (left(example, 24) NOT IN (SELECT value FROM wanted)), []) AS examples
    FROM (SELECT rowid AS place, unnest(examples) AS example FROM ops.check_result)
    GROUP BY place
    HAVING bool_or(left(example, 24) IN (SELECT value FROM wanted))
) AS kept
WHERE check_result.rowid = kept.place;

-- Deletes the rows of a table ({relation}) that belong to a source.
DELETE FROM {relation} WHERE source_id = $source_id

-- The superseded original itself becomes a copy of the new article; see repointed.sql, which comes first.
INSERT INTO core.duplicate BY NAME
SELECT incoming.* EXCLUDE (item)
FROM incoming_superseded AS incoming
JOIN staged ON staged.item = incoming.item
WHERE staged.is_new

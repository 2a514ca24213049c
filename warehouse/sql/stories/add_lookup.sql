-- The sample of their features that they are found by.
INSERT INTO ops.story_lookup BY NAME
SELECT *
FROM incoming_lookup

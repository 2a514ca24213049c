-- New reports for each of their features: a row each, whatever stands there already.
INSERT INTO ops.story_count BY NAME
SELECT *
FROM incoming_count

-- The features of new reports.
INSERT INTO ops.story_report BY NAME
SELECT *
FROM incoming_report

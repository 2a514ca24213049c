-- What became of stories.
INSERT INTO core.story_event BY NAME
SELECT *
FROM incoming_story_event

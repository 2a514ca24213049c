-- In how many reports the features of the asked ones stood.
CREATE OR REPLACE TEMP TABLE story_asked AS
SELECT hash, articles
FROM ops.story_count
SEMI JOIN asked_feature USING (hash)

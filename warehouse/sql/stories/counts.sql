-- In how many reports features stood; a feature has several rows.
SELECT hash, articles
FROM ops.story_count

-- In how many reports each of the wanted features stood.
SELECT hash, articles
FROM ops.story_count
SEMI JOIN wanted_hash USING (hash)

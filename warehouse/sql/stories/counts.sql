-- In how many reports the asked features stood, and those of the reports that were met, unless in that report alone.
SELECT hash, articles
FROM story_asked
UNION ALL
SELECT hash, articles
FROM ops.story_count
SEMI JOIN wanted_hash USING (hash)
WHERE articles > 1

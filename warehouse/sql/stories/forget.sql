-- Features that one report had, long ago: most word pairs never come again.
DELETE FROM ops.story_count
WHERE articles = 1 AND last_doc < $before

-- Removes the rows of a range of features, which come again as one each.
DELETE FROM ops.story_count
WHERE hash BETWEEN $first AND $last

-- Takes the placements of articles away.
DELETE FROM core.duplicate WHERE article_id IN (SELECT value FROM wanted)

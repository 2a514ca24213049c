-- What was decided of the wanted articles by an older version: they are placed anew.
DELETE FROM core.duplicate WHERE article_id IN (FROM wanted)

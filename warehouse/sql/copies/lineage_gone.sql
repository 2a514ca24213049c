-- Of the wanted articles, those that are no copies any more have no lineage.
DELETE FROM core.copy_lineage
WHERE article_id IN (FROM wanted)
    AND article_id NOT IN (SELECT article_id FROM core.duplicate)

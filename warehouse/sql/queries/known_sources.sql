-- Sources that are, or were, harvested or loaded, whether or not an article of theirs is left.
SELECT source_id FROM core.source
UNION
SELECT source_id FROM core.article

-- Documents that stand for nothing any more (load/search_changed); their rows count for nothing from now on and are left
-- behind when rows move.
DELETE FROM ops.search_document WHERE doc IN (SELECT doc FROM search_change WHERE article_id IS NULL)

-- What versions changed of the one before, for those that were stored before anybody compared them.
UPDATE core.article_version AS stored
SET changed = incoming.changed,
    signs = incoming.signs,
    notices = incoming.notices,
    paragraphs = incoming.paragraphs,
    words_added = incoming.words_added,
    words_removed = incoming.words_removed
FROM incoming_version_changes AS incoming
WHERE stored.article_id = incoming.article_id AND stored.version = incoming.version AND stored.changed IS NULL

-- The first number that no document of a lake's full-text index has, nor one that is gone and has left rows behind.
SELECT coalesce(max(doc), 0) + 1
FROM (
    SELECT max(doc) AS doc FROM ops.search_document
    UNION ALL
    SELECT max(doc) FROM ops.search_recent
    UNION ALL
    SELECT max(doc) FROM ops.search_posting
)

-- load/search_document.sql where there are no sequences: a number is no document's, nor that of one that is gone and has
-- left rows behind.
INSERT INTO ops.search_document BY NAME
WITH taken AS (
    SELECT max(doc) AS doc FROM ops.search_document
    UNION ALL
    SELECT max(doc) FROM ops.search_recent
    UNION ALL
    SELECT max(doc) FROM ops.search_posting
)
SELECT
    ((SELECT coalesce(max(doc), 0) FROM taken) + row_number() OVER (ORDER BY item))::INTEGER AS doc,
    article_id,
    version,
    words
FROM incoming_search_document

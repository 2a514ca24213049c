-- name: field-missing
-- severity: warning
-- explains: An article lacks a field that [expect] in its source's file asks of every article.
-- mend: Look at the page: correct the selector of that field in [[layouts]], or take the field out of [expect].
WITH lacking AS (
    SELECT
        checked.article_id,
        checked.source_id,
        list_filter(source.expected_fields, lambda field: CASE field
            WHEN 'title' THEN title IS NULL
            WHEN 'summary' THEN summary IS NULL
            WHEN 'body' THEN body = ''
            WHEN 'captions' THEN len(captions) = 0
            WHEN 'authors' THEN len(authors) = 0
            WHEN 'credit' THEN credit IS NULL
            WHEN 'published_at' THEN coalesce(published_at::VARCHAR, published_date::VARCHAR) IS NULL
            WHEN 'modified_at' THEN modified_edtf IS NULL
            WHEN 'publisher' THEN checked.publisher IS NULL
            WHEN 'section' THEN section IS NULL
            WHEN 'keywords' THEN len(keywords) = 0
            WHEN 'language' THEN checked.language IS NULL
            WHEN 'images' THEN len(images) = 0
            WHEN 'canonical_url' THEN canonical_url IS NULL
            ELSE false
        END) AS fields
    FROM checked
    JOIN core.source AS source ON source.source_id = checked.source_id
    WHERE len(source.expected_fields) > 0
)
SELECT article_id AS subject, source_id, 'no ' || array_to_string(fields, ', no ') AS detail
FROM lacking
WHERE len(fields) > 0

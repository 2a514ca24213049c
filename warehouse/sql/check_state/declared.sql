-- The articles of a source that a check fails which says what a field must be. A field that is absent fails only where it
-- is required, or must have a length.
WITH field AS (
    SELECT
        article_id,
        source_id,
        first_seen_at,
        published_date,
        CASE $field
            WHEN 'title' THEN title
            WHEN 'summary' THEN summary
            WHEN 'body' THEN body
            WHEN 'captions' THEN nullif(array_to_string(list_transform(captions, lambda one: one.text), '; '), '')
            WHEN 'authors' THEN nullif(array_to_string(authors, '; '), '')
            WHEN 'credit' THEN credit
            WHEN 'publisher' THEN publisher
            WHEN 'section' THEN section
            WHEN 'keywords' THEN nullif(array_to_string(keywords, '; '), '')
            WHEN 'images' THEN nullif(array_to_string(images, '; '), '')
            WHEN 'language' THEN language
            WHEN 'url' THEN url
            WHEN 'canonical_url' THEN canonical_url
            WHEN 'published_at' THEN published_edtf
            WHEN 'modified_at' THEN modified_edtf
        END AS said
    FROM checked
    WHERE source_id = $source_id
)
SELECT
    article_id AS subject,
    source_id,
    CASE
        WHEN said IS NULL THEN 'no ' || $field
        WHEN length(said) < $min_chars THEN $field || ' has ' || length(said) || ' characters, at least ' || $min_chars || ' are required'
        WHEN length(said) > $max_chars THEN $field || ' has ' || length(said) || ' characters, at most ' || $max_chars || ' are allowed'
        WHEN date_diff('day', published_date, first_seen_at::DATE) > $max_age_days
            THEN 'published ' || published_date || ', ' || date_diff('day', published_date, first_seen_at::DATE) || ' days before it was first seen'
        ELSE $field || ' is "' || left(said, 80) || if(length(said) > 80, '…', '') || '"'
    END AS detail
FROM field
WHERE (said IS NULL AND ($required OR $min_chars > 0))
    OR length(said) < $min_chars
    OR length(said) > $max_chars
    OR NOT regexp_matches(said, $matches)
    OR regexp_matches(said, $not_matches)
    OR NOT list_contains($one_of, said)
    OR date_diff('day', published_date, first_seen_at::DATE) > $max_age_days

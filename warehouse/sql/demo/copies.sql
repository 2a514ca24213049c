-- The demo: who ran whose story.
SELECT original.source_id AS first_run_by, copy.source_id AS copied_by, copy.title,
    copy.published_at - original.published_at AS later
FROM mart.article AS copy
JOIN mart.article AS original ON original.article_id = copy.duplicate_of
ORDER BY copy.published_at

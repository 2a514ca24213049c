-- An original with everything that repeats it. Only groups of two and more.
CREATE VIEW mart.duplicate_group AS
SELECT
    original.article_id,
    original.title,
    original.source_id,
    original.published_date,
    count(*)::INTEGER AS copies,
    list(copy.article_id ORDER BY copy.first_seen_at, copy.article_id) AS copy_article_ids,
    list(DISTINCT copy.source_id ORDER BY copy.source_id) AS copy_source_ids,
    list(DISTINCT copy.duplicate_kind ORDER BY copy.duplicate_kind) AS kinds
FROM mart.article AS copy
JOIN core.article AS original ON original.article_id = copy.duplicate_of
GROUP BY ALL;

COMMENT ON VIEW mart.duplicate_group IS 'Articles that others repeat, one row per original with its copies.';
COMMENT ON COLUMN mart.duplicate_group.article_id IS 'The original.';
COMMENT ON COLUMN mart.duplicate_group.title IS 'Its title.';
COMMENT ON COLUMN mart.duplicate_group.source_id IS 'Its source.';
COMMENT ON COLUMN mart.duplicate_group.published_date IS 'Day of its publication.';
COMMENT ON COLUMN mart.duplicate_group.copies IS 'How many articles repeat it.';
COMMENT ON COLUMN mart.duplicate_group.copy_article_ids IS 'Those articles, first seen first.';
COMMENT ON COLUMN mart.duplicate_group.copy_source_ids IS 'Their sources.';
COMMENT ON COLUMN mart.duplicate_group.kinds IS 'Kinds of repetition that occur.';

-- An original with everything that repeats it. Only groups of two and more.
CREATE VIEW mart.duplicate_group AS
SELECT
    of_article_id AS article_id,
    any_value(of_title) AS title,
    any_value(of_source_id) AS source_id,
    any_value(agency) AS agency,
    any_value(of_published_at) AS published_at,
    any_value(of_published_date) AS published_date,
    count(*)::INTEGER AS copies,
    list(article_id ORDER BY coalesce(published_at, published_date::TIMESTAMPTZ) ASC NULLS LAST, article_id) AS copy_article_ids,
    list(DISTINCT source_id ORDER BY source_id) AS copy_source_ids,
    list(DISTINCT kind ORDER BY kind) AS kinds,
    list(
        {
            'source_id': source_id,
            'article_id': article_id,
            'published_date': published_date,
            'later': later,
            'kind': kind,
            'share_kept': share_kept,
            'share_of_copy': share_of_copy,
            'cut': cut,
            'added': added
        }
        ORDER BY coalesce(published_at, published_date::TIMESTAMPTZ) ASC NULLS LAST, article_id
    ) AS lineage
FROM mart.wire_lineage
GROUP BY of_article_id;

COMMENT ON VIEW mart.duplicate_group IS 'Articles that others repeat, one row per original with its copies; one row per copy is in mart.wire_lineage.';
COMMENT ON COLUMN mart.duplicate_group.article_id IS 'The original: of all that are stored the one published first.';
COMMENT ON COLUMN mart.duplicate_group.title IS 'Its title.';
COMMENT ON COLUMN mart.duplicate_group.source_id IS 'Its source.';
COMMENT ON COLUMN mart.duplicate_group.agency IS 'News agency that is credited in the group.';
COMMENT ON COLUMN mart.duplicate_group.published_at IS 'Instant of its publication; NULL where only the day is known.';
COMMENT ON COLUMN mart.duplicate_group.published_date IS 'Day of its publication.';
COMMENT ON COLUMN mart.duplicate_group.copies IS 'How many articles repeat it.';
COMMENT ON COLUMN mart.duplicate_group.copy_article_ids IS 'Those articles, published first first.';
COMMENT ON COLUMN mart.duplicate_group.copy_source_ids IS 'Their sources.';
COMMENT ON COLUMN mart.duplicate_group.kinds IS 'Kinds of repetition that occur.';
COMMENT ON COLUMN mart.duplicate_group.lineage IS 'What each copy did with the original, in the order of copy_article_ids: who, when, how long after, which share of the words was kept and is the original''s, which paragraphs were cut and added.';

-- Pairs of articles with a large part of their words in common, also where that makes neither a copy of the other: a
-- quarter of a wire story in a long report, a roundup of three stories. The earlier of the two comes first.
CREATE VIEW mart.match AS
WITH pair AS (
    SELECT
        article_id,
        other_id,
        kind,
        similarity,
        share,
        other_share
    FROM core.match
    UNION ALL
    SELECT other_id, article_id, kind, similarity, other_share, share
    FROM core.match
)
SELECT
    earlier.article_id,
    earlier.source_id,
    earlier.title,
    earlier.published_date,
    later.article_id AS later_article_id,
    later.source_id AS later_source_id,
    later.title AS later_title,
    later.published_date AS later_published_date,
    pair.kind,
    pair.similarity,
    pair.share,
    pair.other_share AS later_share,
    coalesce(earlier.duplicate_of, earlier.article_id) = coalesce(later.duplicate_of, later.article_id) AS one_group
FROM pair
JOIN ops.copy_document AS placed ON placed.article_id = pair.article_id
JOIN ops.copy_document AS other ON other.article_id = pair.other_id
JOIN mart.article AS earlier ON earlier.article_id = pair.article_id
JOIN mart.article AS later ON later.article_id = pair.other_id
WHERE (placed.published, placed.arrival, placed.article_id) < (other.published, other.arrival, other.article_id);

COMMENT ON VIEW mart.match IS 'Pairs of articles with a large part of their words in common, also where that makes neither a copy of the other. One row per pair; of articles with the same words one stands for all.';
COMMENT ON COLUMN mart.match.article_id IS 'The article that was published first (mart.article).';
COMMENT ON COLUMN mart.match.source_id IS 'Its source.';
COMMENT ON COLUMN mart.match.title IS 'Its title.';
COMMENT ON COLUMN mart.match.published_date IS 'Day of its publication.';
COMMENT ON COLUMN mart.match.later_article_id IS 'The other article.';
COMMENT ON COLUMN mart.match.later_source_id IS 'Its source.';
COMMENT ON COLUMN mart.match.later_title IS 'Its title.';
COMMENT ON COLUMN mart.match.later_published_date IS 'Day of its publication.';
COMMENT ON COLUMN mart.match.kind IS 'near, or contained where one of them is much longer than what they share.';
COMMENT ON COLUMN mart.match.similarity IS 'Share of the shorter one''s words that stand in sequences which both have, 0 to 1.';
COMMENT ON COLUMN mart.match.share IS 'That share of the earlier one''s words.';
COMMENT ON COLUMN mart.match.later_share IS 'That share of the later one''s words.';
COMMENT ON COLUMN mart.match.one_group IS 'Both go back to one original, or one to the other (mart.duplicate_group).';

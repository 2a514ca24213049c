-- Who printed whose story, when, and what became of it on the way. One row per copy.
CREATE VIEW mart.wire_lineage AS
SELECT
    copy.article_id,
    copy.source_id,
    copy.title,
    copy.published_at,
    copy.published_date,
    original.article_id AS of_article_id,
    original.source_id AS of_source_id,
    original.title AS of_title,
    original.published_at AS of_published_at,
    original.published_date AS of_published_date,
    coalesce(original.agency_code, copy.agency) AS agency,
    copy.published_at - original.published_at AS later,
    (copy.published_date - original.published_date)::INTEGER AS days_later,
    duplicate.kind,
    duplicate.similarity,
    lineage.share_kept,
    lineage.share_of_copy,
    copy.title IS DISTINCT FROM original.title AS retitled,
    len(list_filter(lineage.paragraphs, lambda one: one.fate = 'kept'))::INTEGER AS paragraphs_kept,
    len(list_filter(lineage.paragraphs, lambda one: one.moved))::INTEGER AS paragraphs_moved,
    list_transform(
        list_filter(lineage.paragraphs, lambda one: one.fate = 'changed'),
        lambda one: {
            'share_kept': one.share,
            'before': of_words.body[one.of_position + 1],
            'after': words.body[one."position" + 1]
        }
    ) AS changed,
    list_transform(
        list_filter(lineage.paragraphs, lambda one: one.fate = 'cut'), lambda one: of_words.body[one.of_position + 1]
    ) AS cut,
    list_transform(
        list_filter(lineage.paragraphs, lambda one: one.fate = 'added'), lambda one: words.body[one."position" + 1]
    ) AS added
FROM core.duplicate AS duplicate
JOIN mart.article AS copy ON copy.article_id = duplicate.article_id
JOIN core.article AS original ON original.article_id = duplicate.of_article_id
LEFT JOIN core.copy_lineage AS lineage
    ON lineage.article_id = duplicate.article_id AND lineage.of_article_id = duplicate.of_article_id
LEFT JOIN core.article_version AS words
    ON words.article_id = lineage.article_id AND words.version = lineage.version
LEFT JOIN core.article_version AS of_words
    ON of_words.article_id = lineage.of_article_id AND of_words.version = lineage.of_version;

COMMENT ON VIEW mart.wire_lineage IS 'Who printed whose story, when, and what became of it on the way. One row per copy.';
COMMENT ON COLUMN mart.wire_lineage.article_id IS 'The copy (mart.article).';
COMMENT ON COLUMN mart.wire_lineage.source_id IS 'Its source: who copied.';
COMMENT ON COLUMN mart.wire_lineage.title IS 'Its title.';
COMMENT ON COLUMN mart.wire_lineage.published_at IS 'Instant of its publication; NULL where only the day is known.';
COMMENT ON COLUMN mart.wire_lineage.published_date IS 'Day of its publication.';
COMMENT ON COLUMN mart.wire_lineage.of_article_id IS 'The original: of all that are stored the one published first, or the agency''s own where it is credited and no later.';
COMMENT ON COLUMN mart.wire_lineage.of_source_id IS 'Source of the original: who published first.';
COMMENT ON COLUMN mart.wire_lineage.of_title IS 'Title of the original.';
COMMENT ON COLUMN mart.wire_lineage.of_published_at IS 'Instant of its publication; NULL where only the day is known.';
COMMENT ON COLUMN mart.wire_lineage.of_published_date IS 'Day of its publication.';
COMMENT ON COLUMN mart.wire_lineage.agency IS 'News agency that the original credits, or else the copy; its own article may not be among those stored.';
COMMENT ON COLUMN mart.wire_lineage.later IS 'How long after the original the copy came out; NULL where one of the two is known to the day only.';
COMMENT ON COLUMN mart.wire_lineage.days_later IS 'The same in days, as each source dates it.';
COMMENT ON COLUMN mart.wire_lineage.kind IS 'exact, near or contained.';
COMMENT ON COLUMN mart.wire_lineage.similarity IS 'Share of the shorter text that is in the longer, as it was measured to find the copy.';
COMMENT ON COLUMN mart.wire_lineage.share_kept IS 'Share of the original''s words that the copy kept, 0 to 1, by the alignment of both texts.';
COMMENT ON COLUMN mart.wire_lineage.share_of_copy IS 'Share of the copy''s words that are the original''s, 0 to 1.';
COMMENT ON COLUMN mart.wire_lineage.retitled IS 'The copy has another title.';
COMMENT ON COLUMN mart.wire_lineage.paragraphs_kept IS 'Paragraphs that are the same word for word.';
COMMENT ON COLUMN mart.wire_lineage.paragraphs_moved IS 'Paragraphs that stand in another order.';
COMMENT ON COLUMN mart.wire_lineage.changed IS 'Paragraphs that were edited: list of {share_kept, before, after}.';
COMMENT ON COLUMN mart.wire_lineage.cut IS 'Paragraphs of the original that the copy left out.';
COMMENT ON COLUMN mart.wire_lineage.added IS 'Paragraphs of the copy that are not in the original.';

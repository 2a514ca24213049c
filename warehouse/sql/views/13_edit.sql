-- What outlets changed after publication, said or unsaid. Going back and forth between states is left out, and so are
-- versions that are not compared yet.
CREATE VIEW mart.edit AS
SELECT
    version.article_id,
    version.version,
    version.source_id,
    version.url,
    article.language,
    version.title_before,
    version.title,
    version.changed,
    version.signs,
    version.words_added,
    version.words_removed,
    list_filter(version.notices, lambda notice: notice.kind = 'correction')[1]."text" AS correction,
    list_filter(version.notices, lambda notice: notice.kind = 'withdrawal')[1]."text" AS withdrawal,
    list_filter(version.notices, lambda notice: notice.kind = 'update')[1]."text" AS update_note,
    len(version.notices) = 0
        AND list_has_any(version.signs, ['figure_changed', 'name_changed', 'quote_changed', 'negation_changed'])
        AS is_silent,
    list_filter(version.paragraphs, lambda paragraph: paragraph.op <> 'kept') AS paragraphs,
    version.reverts_to,
    article.published_at,
    version.seen_before_at AS edited_after,
    version.valid_from AS edited_before,
    version.run_id
FROM mart.version AS version
JOIN core.article AS article ON article.article_id = version.article_id
WHERE version.version > 1 AND len(version.changed) > 0 AND NOT version.flips;

COMMENT ON VIEW mart.edit IS 'What outlets changed in articles after publication, one row per edit. Articles that flip between states are left out; they are in mart.version.';
COMMENT ON COLUMN mart.edit.article_id IS 'Article (mart.article).';
COMMENT ON COLUMN mart.edit.version IS 'Version that the edit made.';
COMMENT ON COLUMN mart.edit.source_id IS 'Source of the article.';
COMMENT ON COLUMN mart.edit.url IS 'Its URL.';
COMMENT ON COLUMN mart.edit.language IS 'Its language, BCP 47.';
COMMENT ON COLUMN mart.edit.title_before IS 'Title before the edit.';
COMMENT ON COLUMN mart.edit.title IS 'Title after it.';
COMMENT ON COLUMN mart.edit.changed IS 'What it changed: headline, summary, body, captions, byline, credit, date.';
COMMENT ON COLUMN mart.edit.signs IS 'What kind of words changed: figure_changed, name_changed, quote_changed, negation_changed, time_changed; punctuation_only where no word did.';
COMMENT ON COLUMN mart.edit.words_added IS 'Words of the body that were added.';
COMMENT ON COLUMN mart.edit.words_removed IS 'Words of the body that were taken out.';
COMMENT ON COLUMN mart.edit.correction IS 'Sentence by which the outlet says that it corrected the article; NULL if there is none.';
COMMENT ON COLUMN mart.edit.withdrawal IS 'Sentence by which it says that it withdrew the article; NULL if there is none.';
COMMENT ON COLUMN mart.edit.update_note IS 'Sentence by which it says that it updated the article; NULL if there is none.';
COMMENT ON COLUMN mart.edit.is_silent IS 'A figure, name, quotation or negation changed without a word to the readers.';
COMMENT ON COLUMN mart.edit.paragraphs IS 'Paragraphs that did not stay as they were: list of {op, position, before_position, before, after, edits, signs}.';
COMMENT ON COLUMN mart.edit.reverts_to IS 'Earlier version to which the edit went back; NULL for new content.';
COMMENT ON COLUMN mart.edit.published_at IS 'Instant of publication by the current version; NULL where only the day is known.';
COMMENT ON COLUMN mart.edit.edited_after IS 'When the article was last fetched as it was: the edit came later.';
COMMENT ON COLUMN mart.edit.edited_before IS 'When the edit was first seen.';
COMMENT ON COLUMN mart.edit.run_id IS 'Run that found it (ops.run).';

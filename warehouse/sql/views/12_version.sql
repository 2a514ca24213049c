-- Every version of every article with the time in which it stood. The clock is when it was fetched: what a reader could
-- see. A version stands from its own capture to the next one's; the edit itself happened between the two visits.
-- A version with the very content of an earlier one takes an edit back; an article of which that is said twice goes to
-- and fro (two servers, a test of headlines), and its versions are no edits.
CREATE VIEW mart.version AS
WITH numbered AS (
    SELECT
        words.*,
        lead(words.fetched_at) OVER versions AS valid_until,
        lag(words.fetched_at) OVER versions AS seen_before_at,
        lag(words.title) OVER versions AS title_before,
        lag(words.version) OVER (PARTITION BY words.article_id, words.content_hash ORDER BY words.version) AS reverts_to
    FROM core.article_version AS words
    WINDOW versions AS (PARTITION BY words.article_id ORDER BY words.version)
)
SELECT
    numbered.article_id,
    numbered.version,
    article.source_id,
    article.url,
    numbered.title,
    numbered.title_before,
    numbered.summary,
    array_to_string(numbered.body, chr(10) || chr(10)) AS body,
    numbered.authors,
    numbered.credit,
    numbered.published_edtf,
    numbered.modified_edtf,
    numbered.word_count,
    numbered.fetched_at AS valid_from,
    numbered.valid_until,
    numbered.seen_before_at,
    numbered.changed,
    numbered.signs,
    numbered.notices,
    numbered.paragraphs,
    numbered.words_added,
    numbered.words_removed,
    numbered.reverts_to,
    count(numbered.reverts_to) OVER (PARTITION BY numbered.article_id) > 1 AS flips,
    numbered.content_hash,
    numbered.fetch_id,
    numbered.run_id,
    numbered.loaded_at
FROM numbered
JOIN core.article AS article ON article.article_id = numbered.article_id
ANTI JOIN ops.withheld AS withheld ON withheld.article_id = numbered.article_id;

COMMENT ON VIEW mart.version IS 'Every version of every article, with the time in which it stood and what it changed of the one before. One row per article and version.';
COMMENT ON COLUMN mart.version.article_id IS 'Article (mart.article).';
COMMENT ON COLUMN mart.version.version IS 'Number of the version, from 1.';
COMMENT ON COLUMN mart.version.source_id IS 'Source of the article.';
COMMENT ON COLUMN mart.version.url IS 'Its URL.';
COMMENT ON COLUMN mart.version.title IS 'Title of this version.';
COMMENT ON COLUMN mart.version.title_before IS 'Title of the version before; NULL for the first.';
COMMENT ON COLUMN mart.version.summary IS 'Lead or standfirst.';
COMMENT ON COLUMN mart.version.body IS 'Text, paragraphs separated by an empty line.';
COMMENT ON COLUMN mart.version.authors IS 'Authors.';
COMMENT ON COLUMN mart.version.credit IS 'Sign-off or credit line.';
COMMENT ON COLUMN mart.version.published_edtf IS 'Date of publication as this version states it, EDTF.';
COMMENT ON COLUMN mart.version.modified_edtf IS 'Date of change as this version states it, EDTF.';
COMMENT ON COLUMN mart.version.word_count IS 'Words in the body.';
COMMENT ON COLUMN mart.version.valid_from IS 'When it was fetched: from then on it is known to have stood.';
COMMENT ON COLUMN mart.version.valid_until IS 'When the next version was fetched; NULL for the current one.';
COMMENT ON COLUMN mart.version.seen_before_at IS 'When the version before was fetched: the edit happened between then and valid_from.';
COMMENT ON COLUMN mart.version.changed IS 'What it changed: headline, summary, body, captions, byline, credit, date. Empty for the first version; NULL where it has not been compared yet.';
COMMENT ON COLUMN mart.version.signs IS 'What kind of words changed: figure_changed, name_changed, quote_changed, negation_changed, time_changed; punctuation_only where no word did.';
COMMENT ON COLUMN mart.version.notices IS 'New sentences by which the outlet says so: list of {kind, text}; kind is correction, update or withdrawal.';
COMMENT ON COLUMN mart.version.paragraphs IS 'The body against the one before, as in core.article_version.';
COMMENT ON COLUMN mart.version.words_added IS 'Words of the body that were added.';
COMMENT ON COLUMN mart.version.words_removed IS 'Words of the body that were taken out.';
COMMENT ON COLUMN mart.version.reverts_to IS 'Latest earlier version with the very same content; NULL for content that is new.';
COMMENT ON COLUMN mart.version.flips IS 'The article went back to earlier content more than once: it flips between states, by servers or tests, and is not edited.';
COMMENT ON COLUMN mart.version.content_hash IS 'Fingerprint of everything a reader sees.';
COMMENT ON COLUMN mart.version.fetch_id IS 'Exchange that brought it (raw.fetch).';
COMMENT ON COLUMN mart.version.run_id IS 'Run that loaded it (ops.run).';
COMMENT ON COLUMN mart.version.loaded_at IS 'When that was.';

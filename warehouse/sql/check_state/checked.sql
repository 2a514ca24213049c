-- A slice of the articles that the checks look at, with their words: what checks of single articles read. Columns are
-- named as in mart.article, which itself leaves out what is withheld.
CREATE OR REPLACE TEMP TABLE checked AS
WITH slice AS (
    SELECT * FROM check_scope WHERE place >= $first AND place < $first + $size
)
SELECT
    article.article_id,
    article.source_id,
    article.url,
    article.canonical_url,
    article.title,
    article.summary,
    array_to_string(words.body, chr(10) || chr(10)) AS body,
    words.body AS paragraphs,
    words.captions,
    article.authors,
    article.credit,
    article.agency_code AS agency,
    article.agency_name,
    article.dateline_place,
    article.published_at,
    article.published_date,
    article.published_edtf,
    article.published_precision,
    article.published_method,
    article.modified_at,
    article.modified_edtf,
    article.publisher,
    article.section,
    words.keywords,
    words.images,
    article.language,
    article.declared_language,
    article.word_count,
    article.paywall,
    article.live_blog,
    article.machine_translated,
    article.content_hash,
    article.version,
    article.listing_date,
    article.first_seen_at,
    article.fetched_at,
    article.run_id,
    article.loaded_at,
    $now AS checked_at
FROM slice
JOIN core.article AS article ON article.rowid = slice.article_row
JOIN core.article_version AS words ON words.rowid = slice.words_row
WHERE words.rowid BETWEEN (SELECT min(words_row) FROM slice) AND (SELECT max(words_row) FROM slice)

-- The corpus as it stood at an instant: of every article the version of that time, without those that were not there yet
-- or not any more. The clock is when a page was fetched, what readers saw; with clock := 'loaded' it is when the warehouse
-- got it, what a query of that time found (the two differ for captures that were imported later). Tags, duplicates and
-- stories are those of the current version and are left out: they are joined by article_id where the latest will do.
CREATE MACRO mart.articles_asof(ts, clock := 'fetched') AS TABLE
WITH timed AS (
    SELECT
        article_id,
        version,
        CASE clock
            WHEN 'fetched' THEN fetched_at
            WHEN 'loaded' THEN loaded_at
            ELSE error('articles_asof: clock is ''fetched'' or ''loaded''')::TIMESTAMPTZ
        END AS known_at
    FROM core.article_version
),
known AS (
    SELECT article_id, max(version) AS version, min(known_at) AS known_at
    FROM timed
    WHERE known_at <= ts::TIMESTAMPTZ
    GROUP BY article_id
),
gone AS (
    SELECT DISTINCT article_id
    FROM core.article_deletion
    WHERE confirmed_at IS NOT NULL AND seen_at <= ts::TIMESTAMPTZ AND (restored_at IS NULL OR restored_at > ts::TIMESTAMPTZ)
)
SELECT
    words.article_id,
    words.version,
    article.source_id,
    article.url,
    article.canonical_url,
    words.title,
    words.summary,
    array_to_string(words.body, chr(10) || chr(10)) AS body,
    words.captions,
    words.authors,
    words.credit,
    article.publisher,
    article.section,
    article.language,
    words.keywords,
    words.images,
    words.published_edtf,
    CASE WHEN words.version = article.version THEN article.published_at ELSE try_cast(
        CASE WHEN len(words.published_edtf) > 10 THEN words.published_edtf END AS TIMESTAMPTZ
    ) END AS published_at,
    try_cast(words.published_edtf[:10] AS DATE) AS published_date,
    words.modified_edtf,
    words.word_count,
    words.content_hash,
    words.version = article.version AS is_current,
    known.known_at AS first_seen_at,
    words.fetched_at,
    words.loaded_at,
    words.fetch_id,
    words.run_id
FROM known
JOIN core.article_version AS words ON words.article_id = known.article_id AND words.version = known.version
JOIN core.article AS article ON article.article_id = words.article_id
ANTI JOIN gone ON gone.article_id = words.article_id
ANTI JOIN ops.withheld AS withheld ON withheld.article_id = words.article_id;

COMMENT ON MACRO TABLE mart.articles_asof IS 'The corpus as it stood at an instant ts: of every article the version of that time, without those that were not there yet or not any more. The clock is when a page was fetched; clock := ''loaded'' goes by when the warehouse got it. See docs/versions.md.';

-- The coverage ledger: what became of the articles of each source and day, from the listings that named them to the
-- warehouse, and an estimate of those that no listing named. An article counts on the day of its publication, else on
-- that of the archive page that listed it; a day of fetching never stands in for that, so that an article with neither
-- is in a row without a day. What was listed and never loaded counts on the day that its listing states, else on the
-- one on which it was first listed, in the source's time zone.
CREATE VIEW mart.coverage_by_day AS
WITH article AS (
    SELECT
        article.article_id,
        article.source_id,
        article.url_key,
        article.url,
        coalesce(article.published_date, article.listing_date) AS day,
        article.word_count,
        duplicate.article_id IS NULL AS is_original
    FROM core.article AS article
    LEFT JOIN core.duplicate AS duplicate ON duplicate.article_id = article.article_id
    ANTI JOIN ops.withheld AS withheld ON withheld.article_id = article.article_id
),
by_url AS (
    SELECT source_id, url, min(article_id) AS article_id
    FROM article
    GROUP BY source_id, url
),
refused AS (
    SELECT source_id, url, arg_max(if(reason = 'not-an-article', detail, reason), rejected_at) AS reason
    FROM ops.reject
    WHERE listing IS NULL AND source_id IS NOT NULL
    GROUP BY source_id, url
),
stated AS (
    SELECT
        *,
        coalesce(
            try_strptime(published, ['%a, %d %b %Y %H:%M:%S %z', '%a, %d %b %Y %H:%M:%S %Z', '%d %b %Y %H:%M:%S %z']),
            try_cast(published AS TIMESTAMPTZ)
        ) AS published_at
    FROM ops.lead
),
mention AS (
    SELECT
        lead.source_id,
        split_part(lead.listing, ':', 1) AS route,
        coalesce(by_key.article_id, by_url.article_id) AS article_id,
        coalesce(by_key.article_id, by_url.article_id, lead.url_key) AS unit,
        CASE
            WHEN lead.listing_date IS NOT NULL THEN lead.listing_date
            WHEN regexp_full_match(lead.published, '\d{4}-\d\d-\d\d') THEN try_cast(lead.published AS DATE)
            ELSE timezone(coalesce(source.timezone, 'UTC'), coalesce(lead.published_at, lead.first_seen_at))::DATE
        END AS day,
        refused.reason,
        pending.url_key IS NOT NULL AS is_pending
    FROM stated AS lead
    LEFT JOIN article AS by_key ON by_key.source_id = lead.source_id AND by_key.url_key = lead.url_key
    LEFT JOIN by_url ON by_url.source_id = lead.source_id AND by_url.url = lead.url
    LEFT JOIN refused ON refused.source_id = lead.source_id AND refused.url = lead.url
    LEFT JOIN ops.pending AS pending ON pending.source_id = lead.source_id AND pending.url_key = lead.url_key
    LEFT JOIN core.source AS source ON source.source_id = lead.source_id
),
unit AS (
    SELECT
        mention.source_id,
        mention.unit,
        if(any_value(article.article_id) IS NULL, min(mention.day), any_value(article.day)) AS day,
        list(DISTINCT mention.route) AS named_by,
        bool_or(mention.route = 'feed') AS in_feed,
        bool_or(mention.route = 'news_sitemap') AS in_news_sitemap,
        bool_or(mention.route = 'sitemap') AS in_sitemap,
        bool_or(mention.route = 'section') AS in_section,
        bool_or(mention.route = 'archive') AS in_archive,
        any_value(article.article_id) IS NOT NULL AS is_loaded,
        bool_or(mention.is_pending) AS is_pending,
        any_value(mention.reason) AS reason
    FROM mention
    LEFT JOIN article ON article.article_id = mention.article_id
    WHERE mention.route <> 'folder'
    GROUP BY mention.source_id, mention.unit
),
reasons AS (
    SELECT source_id, day, string_agg(reason || ' ' || times, ', ' ORDER BY times DESC, reason) AS reasons
    FROM (
        SELECT source_id, day, reason, count(*) AS times
        FROM unit
        WHERE reason IS NOT NULL AND NOT is_loaded AND NOT is_pending
        GROUP BY source_id, day, reason
    ) AS counted
    GROUP BY source_id, day
),
listed AS (
    SELECT
        source_id,
        day,
        count(*)::INTEGER AS known,
        count(*) FILTER (in_feed)::INTEGER AS in_feed,
        count(*) FILTER (in_news_sitemap)::INTEGER AS in_news_sitemap,
        count(*) FILTER (in_sitemap)::INTEGER AS in_sitemap,
        count(*) FILTER (in_section)::INTEGER AS in_section,
        count(*) FILTER (in_archive)::INTEGER AS in_archive,
        count(*) FILTER (is_loaded)::INTEGER AS loaded,
        count(*) FILTER (reason IS NOT NULL AND NOT is_loaded AND NOT is_pending)::INTEGER AS rejected,
        count(*) FILTER (is_pending AND NOT is_loaded)::INTEGER AS pending
    FROM unit
    GROUP BY source_id, day
),
-- What was refused may be no article at all, so that it is no part of the estimate.
named AS (
    SELECT source_id, day, unit, len(named_by) AS times, unnest(named_by) AS route
    FROM unit
    WHERE day IS NOT NULL AND (is_loaded OR is_pending OR reason IS NULL)
),
size AS (
    SELECT source_id, day, route, count(*) AS size
    FROM named
    GROUP BY source_id, day, route
),
caught AS (
    SELECT
        source_id,
        day,
        count(DISTINCT unit) AS known,
        count(DISTINCT unit) FILTER (times = 1) AS once,
        count(DISTINCT unit) FILTER (times = 2) AS twice
    FROM named
    GROUP BY source_id, day
),
shared AS (
    SELECT one.source_id, one.day, one.route, other.route AS other_route, count(*) AS shared
    FROM named AS one
    JOIN named AS other ON other.source_id = one.source_id AND other.day = one.day AND other.unit = one.unit AND other.route > one.route
    GROUP BY ALL
),
contained AS (
    SELECT shared.source_id, shared.day, bool_or(shared.shared = least(one.size, other.size)) AS is_contained
    FROM shared
    JOIN size AS one ON one.source_id = shared.source_id AND one.day = shared.day AND one.route = shared.route
    JOIN size AS other ON other.source_id = shared.source_id AND other.day = shared.day AND other.route = shared.other_route
    GROUP BY shared.source_id, shared.day
),
measured AS (
    SELECT
        caught.*,
        sizes.lists,
        sizes.largest,
        sizes.smallest,
        coalesce(contained.is_contained, false) AS is_contained
    FROM caught
    JOIN (
        SELECT source_id, day, count(*) AS lists, max(size) AS largest, min(size) AS smallest
        FROM size
        GROUP BY source_id, day
    ) AS sizes ON sizes.source_id = caught.source_id AND sizes.day = caught.day
    LEFT JOIN contained ON contained.source_id = caught.source_id AND contained.day = caught.day
),
guess AS (
    SELECT
        source_id,
        day,
        mart.missed_basis(lists, largest, smallest, known, once, twice, is_contained) AS basis,
        mart.missed_articles(lists, largest, smallest, known, once, twice) AS missed,
        mart.missed_variance(lists, largest, smallest, known, once, twice) AS variance
    FROM measured
),
estimate AS (
    SELECT
        source_id,
        day,
        basis,
        missed,
        missed / mart.missed_factor(missed, variance) AS missed_low,
        missed * mart.missed_factor(missed, variance) AS missed_high
    FROM guess
),
held AS (
    SELECT
        source_id,
        day,
        count(*)::INTEGER AS articles,
        count(*) FILTER (is_original)::INTEGER AS originals,
        sum(word_count)::BIGINT AS words
    FROM article
    GROUP BY source_id, day
)
SELECT
    coalesce(held.day, listed.day) AS day,
    coalesce(held.source_id, listed.source_id) AS source_id,
    coalesce(held.articles, 0) AS articles,
    coalesce(held.originals, 0) AS originals,
    coalesce(held.words, 0) AS words,
    coalesce(listed.known, 0) AS known,
    coalesce(listed.in_feed, 0) AS in_feed,
    coalesce(listed.in_news_sitemap, 0) AS in_news_sitemap,
    coalesce(listed.in_sitemap, 0) AS in_sitemap,
    coalesce(listed.in_section, 0) AS in_section,
    coalesce(listed.in_archive, 0) AS in_archive,
    coalesce(listed.loaded, 0) AS loaded,
    coalesce(listed.rejected, 0) AS rejected,
    reasons.reasons,
    coalesce(listed.pending, 0) AS pending,
    round(estimate.missed, 1) AS missed,
    round(estimate.missed_low, 1) AS missed_low,
    round(estimate.missed_high, 1) AS missed_high,
    coalesce(estimate.basis, 'no-list') AS basis
FROM held
FULL JOIN listed ON listed.source_id = held.source_id AND listed.day IS NOT DISTINCT FROM held.day
LEFT JOIN reasons
    ON reasons.source_id = coalesce(held.source_id, listed.source_id)
    AND reasons.day IS NOT DISTINCT FROM coalesce(held.day, listed.day)
LEFT JOIN estimate
    ON estimate.source_id = coalesce(held.source_id, listed.source_id) AND estimate.day = coalesce(held.day, listed.day);

COMMENT ON VIEW mart.coverage_by_day IS 'The coverage ledger, one row per source and day: what its listings named, what became of it, what is in the warehouse, and an estimate of what no listing named.';
COMMENT ON COLUMN mart.coverage_by_day.day IS 'Day of publication, else day of the archive page, else (of what was never loaded) the day of its listing; NULL for articles with neither.';
COMMENT ON COLUMN mart.coverage_by_day.source_id IS 'Source.';
COMMENT ON COLUMN mart.coverage_by_day.articles IS 'Articles of that day in the warehouse, copies included, however they came.';
COMMENT ON COLUMN mart.coverage_by_day.originals IS 'Those of them that repeat no other.';
COMMENT ON COLUMN mart.coverage_by_day.words IS 'Words in their bodies.';
COMMENT ON COLUMN mart.coverage_by_day.known IS 'Articles and other links that any listing named.';
COMMENT ON COLUMN mart.coverage_by_day.in_feed IS 'Those that a feed named.';
COMMENT ON COLUMN mart.coverage_by_day.in_news_sitemap IS 'Those that a news sitemap named.';
COMMENT ON COLUMN mart.coverage_by_day.in_sitemap IS 'Those that another sitemap named.';
COMMENT ON COLUMN mart.coverage_by_day.in_section IS 'Those that a section page named.';
COMMENT ON COLUMN mart.coverage_by_day.in_archive IS 'Those that the archive named, by a backfill.';
COMMENT ON COLUMN mart.coverage_by_day.loaded IS 'Known ones that are in the warehouse. What is not loaded, rejected or pending was seen and not yet visited, or leads to an article of another source.';
COMMENT ON COLUMN mart.coverage_by_day.rejected IS 'Known ones that could not be used.';
COMMENT ON COLUMN mart.coverage_by_day.reasons IS 'Why, with counts, such as http-404 2, listing-page 1; NULL for none.';
COMMENT ON COLUMN mart.coverage_by_day.pending IS 'Known ones whose fetch failed and will be tried again.';
COMMENT ON COLUMN mart.coverage_by_day.missed IS 'Estimate of the articles that no listing named, by capture and recapture over the kinds of listing (mart.missed_articles). Lists of one site depend on each other, so read it as "at least". NULL where the lists do not allow one.';
COMMENT ON COLUMN mart.coverage_by_day.missed_low IS 'Lower end of its interval of 95 %.';
COMMENT ON COLUMN mart.coverage_by_day.missed_high IS 'Upper end of its interval of 95 %.';
COMMENT ON COLUMN mart.coverage_by_day.basis IS 'What the estimate rests on: two-lists (Chapman), several-lists (Chao''s lower bound), small-overlap (fewer than 7 articles on more than one list: worth little), dependent-lists (Chao''s, but one list lies within another: too low); or why there is none: one-list, no-list, no-overlap, contained (no list has what the others lack).';

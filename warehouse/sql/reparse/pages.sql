-- The archived pages of a source that are read again, at most $most of them after a place, in the order in which the
-- archive holds them. $of: of all pages so many are taken, evenly; NULL for all.
-- A page belongs to the version that was made from it. Others count where nothing came of them, and where they are the
-- last page of their article, with another body than its current version's: code of another day may see an edit there.
WITH page AS (
    SELECT
        seen.* EXCLUDE (headers),
        list_filter(seen.headers, lambda header: header.name = 'content-type')[1].value AS content_type,
        coalesce(seen.payload_file, seen.warc_file) AS body_file,
        coalesce(seen.payload_offset, seen.warc_offset) AS body_offset,
        coalesce(seen.payload_length, seen.warc_length) AS body_length
    FROM raw.fetch AS seen
    WHERE seen.source_id = $source_id
        AND seen.purpose IN ('article', 'document')
        AND seen.status = 200
        AND seen.error IS NULL
        AND seen.sha256 IS NOT NULL
        AND seen.warc_file IS NOT NULL
        AND ($since IS NULL OR seen.fetched_at >= $since)
        AND ($before IS NULL OR seen.fetched_at < $before)
),
version AS (
    SELECT
        fetch_id,
        article_id,
        version,
        list_filter(published_candidates, lambda one: one."method" = 'listing')[1]."text" AS hint,
        len(list_filter(how, lambda one: one.field = 'published' AND one."method" = 'listing')) > 0 AS by_hint
    FROM core.article_version
    SEMI JOIN page ON page.fetch_id = article_version.fetch_id
),
last_page AS (
    SELECT arg_max(page.fetch_id, page.fetched_at) AS fetch_id
    FROM page
    GROUP BY page.article_id
),
loose AS (
    SELECT page.fetch_id
    FROM page
    ANTI JOIN version ON version.fetch_id = page.fetch_id
    LEFT JOIN core.article AS article ON article.article_id = page.article_id
    LEFT JOIN raw.fetch AS current ON current.fetch_id = article.fetch_id
    WHERE article.article_id IS NULL
        OR (
            page.fetch_id IN (SELECT fetch_id FROM last_page)
            AND page.fetched_at > article.fetched_at
            AND page.sha256 IS DISTINCT FROM current.sha256
        )
),
chosen AS (
    SELECT page.*, version.version, version.hint, version.by_hint, version.article_id AS made
    FROM page
    LEFT JOIN version ON version.fetch_id = page.fetch_id
    WHERE version.fetch_id IS NOT NULL OR page.fetch_id IN (SELECT fetch_id FROM loose)
),
numbered AS (
    SELECT
        chosen.*,
        row_number() OVER (ORDER BY warc_file, warc_offset, fetch_id) AS number,
        count(*) OVER () AS total
    FROM chosen
),
wanted AS (
    SELECT *
    FROM numbered
    WHERE ($of::BIGINT IS NULL OR (number * $of) // total > ((number - 1) * $of) // total)
        AND (warc_file, warc_offset, fetch_id) > ($place_file, $place_offset, $place_fetch_id)
    ORDER BY number
    LIMIT $most
),
mention AS (
    SELECT
        lead.url,
        arg_min(lead.published, lead.first_seen_at) FILTER (lead.published IS NOT NULL) AS published,
        max(lead.listing_date) AS listing_date
    FROM ops.lead AS lead
    SEMI JOIN wanted ON wanted.url = lead.url
    WHERE lead.source_id = $source_id
    GROUP BY lead.url
)
SELECT
    wanted.number,
    wanted.total,
    wanted.fetch_id,
    wanted.url,
    wanted.final_url,
    wanted.content_type,
    wanted.fetched_at,
    wanted.sha256,
    wanted.warc_file,
    wanted.warc_offset,
    wanted.body_file,
    wanted.body_offset,
    wanted.body_length,
    wanted.purpose,
    wanted.document_key,
    wanted.article_id AS about,
    wanted.made AS article_id,
    wanted.version,
    article.version = wanted.version AS is_current,
    article.url_key,
    CASE WHEN wanted.version IS NULL THEN mention.listing_date ELSE article.listing_date END AS listing_date,
    CASE WHEN wanted.version IS NULL OR wanted.by_hint THEN mention.published ELSE wanted.hint END AS hint,
    rights.robots,
    rights.x_robots_tag,
    rights.meta_robots,
    rights.tdm_reservation,
    rights.tdm_policy,
    rights.tdm_source,
    rights.ai_txt,
    rights.licence
FROM wanted
LEFT JOIN core.article AS article ON article.article_id = wanted.made
LEFT JOIN mention ON mention.url = wanted.url
LEFT JOIN raw.rights AS rights ON rights.fetch_id = wanted.fetch_id
ORDER BY wanted.number

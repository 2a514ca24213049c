-- What each listing said of an article, beside what its page says: neither replaces the other. A mention leads to the
-- article with its URL key, or, where the page names another canonical URL, to the article that its fetch brought.
CREATE VIEW mart.mention AS
WITH fetched AS (
    SELECT source_id, url, arg_max(article_id, fetched_at) AS article_id
    FROM raw.fetch
    WHERE purpose = 'article' AND article_id IS NOT NULL
    GROUP BY source_id, url
)
SELECT
    lead.source_id,
    lead.listing,
    lead.url,
    article.article_id,
    lead.title AS listed_title,
    article.title,
    lead.summary AS listed_summary,
    lead.published AS listed_published,
    article.published_edtf,
    article.published_at,
    lead.modified AS listed_modified,
    article.modified_edtf,
    lead.section AS listed_section,
    article.section,
    lead.listing_date,
    lead.first_seen_at,
    lead.changed_at
FROM ops.lead AS lead
LEFT JOIN core.article AS keyed ON keyed.source_id = lead.source_id AND keyed.url_key = lead.url_key
LEFT JOIN fetched ON fetched.source_id = lead.source_id AND fetched.url = lead.url
LEFT JOIN mart.article AS article ON article.article_id = coalesce(keyed.article_id, fetched.article_id);

COMMENT ON VIEW mart.mention IS 'What each listing said of an article (title, dates, section) beside what the page says, one row per listing and URL.';
COMMENT ON COLUMN mart.mention.source_id IS 'Source of the listing.';
COMMENT ON COLUMN mart.mention.listing IS 'Key of the listing (ops.cursor).';
COMMENT ON COLUMN mart.mention.url IS 'URL as the listing had it.';
COMMENT ON COLUMN mart.mention.article_id IS 'Article that the URL led to (mart.article); NULL where it led to none.';
COMMENT ON COLUMN mart.mention.listed_title IS 'Title in the listing.';
COMMENT ON COLUMN mart.mention.title IS 'Title on the page.';
COMMENT ON COLUMN mart.mention.listed_summary IS 'Summary in the listing.';
COMMENT ON COLUMN mart.mention.listed_published IS 'Date of publication in the listing''s own words.';
COMMENT ON COLUMN mart.mention.published_edtf IS 'Date of publication on the page, EDTF.';
COMMENT ON COLUMN mart.mention.published_at IS 'The same as an instant, where one is known.';
COMMENT ON COLUMN mart.mention.listed_modified IS 'Date of change in the listing''s own words.';
COMMENT ON COLUMN mart.mention.modified_edtf IS 'Date of change on the page, EDTF.';
COMMENT ON COLUMN mart.mention.listed_section IS 'Section that the listing names.';
COMMENT ON COLUMN mart.mention.section IS 'Section that the page names.';
COMMENT ON COLUMN mart.mention.listing_date IS 'Day of an archive page; NULL elsewhere.';
COMMENT ON COLUMN mart.mention.first_seen_at IS 'When the listing first mentioned it.';
COMMENT ON COLUMN mart.mention.changed_at IS 'When the listing''s words last changed.';

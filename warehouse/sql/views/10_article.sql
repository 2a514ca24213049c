-- The article as people ask for it: current version, words, tags as lists, duplicate and story.
-- Articles that fail a row-level check (ops.withheld) are left out. last_seen_at is derived from the exchanges, so that
-- seeing an article again rewrites nothing.
CREATE VIEW mart.article AS
WITH seen AS (
    SELECT article_id, max(fetched_at) AS last_seen_at
    FROM raw.fetch
    WHERE article_id IS NOT NULL AND error IS NULL
        AND (status BETWEEN 200 AND 299 OR status = 304 OR purpose = 'document')
    GROUP BY article_id
),
country AS (
    SELECT
        article_id,
        list(iso3 ORDER BY iso3) AS countries,
        coalesce(list(iso3 ORDER BY iso3) FILTER (role = 'principal'), []) AS principal_countries
    FROM core.article_country
    GROUP BY article_id
),
topic AS (
    SELECT article_id, list(code ORDER BY main DESC, score DESC, code) AS topics, any_value(code) FILTER (main) AS main_topic
    FROM core.article_topic
    GROUP BY article_id
),
person AS (
    SELECT article_id, list(name ORDER BY mentions DESC, name) AS persons
    FROM core.article_person
    GROUP BY article_id
),
organisation AS (
    SELECT article_id, list(name ORDER BY mentions DESC, name) AS organisations
    FROM core.article_organisation
    GROUP BY article_id
),
place AS (
    SELECT article_id, list(name ORDER BY mentions DESC, name) AS places
    FROM core.article_place
    GROUP BY article_id
),
flagged AS (
    SELECT article_id, list(DISTINCT flag ORDER BY flag) AS flags
    FROM core.article_flag
    GROUP BY article_id
),
-- Who named it first; of listings that were read by the same run, the one that is cheapest to ask.
named AS (
    SELECT
        source_id,
        url,
        arg_min(
            split_part(listing, ':', 1),
            (first_seen_at, list_position(['feed', 'news_sitemap', 'sitemap', 'section', 'archive'], split_part(listing, ':', 1)))
        ) AS found_by
    FROM ops.lead
    GROUP BY source_id, url
)
SELECT
    article.article_id,
    article.source_id,
    article.url,
    article.canonical_url,
    article.title,
    article.summary,
    array_to_string(words.body, chr(10) || chr(10)) AS body,
    words.captions,
    article.authors,
    article.credit,
    article.agency_code AS agency,
    article.agency_name,
    article.agency_country,
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
    coalesce(country.countries, []::VARCHAR[]) AS countries,
    coalesce(country.principal_countries, []::VARCHAR[]) AS principal_countries,
    coalesce(topic.topics, []::VARCHAR[]) AS topics,
    topic.main_topic,
    coalesce(person.persons, []::VARCHAR[]) AS persons,
    coalesce(organisation.organisations, []::VARCHAR[]) AS organisations,
    coalesce(place.places, []::VARCHAR[]) AS places,
    article.machine_translated,
    coalesce(flagged.flags, []::VARCHAR[]) AS flags,
    article.word_count,
    article.paywall,
    article.live_blog,
    article.content_hash,
    article.version,
    duplicate.of_article_id AS duplicate_of,
    duplicate.kind AS duplicate_kind,
    story_article.story_id,
    article.listing_date,
    named.found_by,
    rights.robots,
    rights.x_robots_tag,
    rights.meta_robots,
    rights.tdm_reservation,
    rights.tdm_policy,
    rights.ai_txt,
    rights.licence,
    article.first_seen_at,
    least(coalesce(greatest(seen.last_seen_at, article.fetched_at), article.fetched_at), gone.seen_at) AS last_seen_at,
    gone.seen_at AS deleted_at,
    article.fetch_id,
    article.run_id,
    article.loaded_at,
    article.code_version
FROM core.article AS article
JOIN core.article_version AS words ON words.article_id = article.article_id AND words.version = article.version
LEFT JOIN core.duplicate AS duplicate ON duplicate.article_id = article.article_id
LEFT JOIN core.story_article AS story_article ON story_article.article_id = article.article_id
LEFT JOIN country ON country.article_id = article.article_id
LEFT JOIN topic ON topic.article_id = article.article_id
LEFT JOIN person ON person.article_id = article.article_id
LEFT JOIN organisation ON organisation.article_id = article.article_id
LEFT JOIN place ON place.article_id = article.article_id
LEFT JOIN flagged ON flagged.article_id = article.article_id
LEFT JOIN named ON named.source_id = article.source_id AND named.url = article.url
LEFT JOIN seen ON seen.article_id = article.article_id
LEFT JOIN raw.rights AS rights ON rights.fetch_id = article.fetch_id
LEFT JOIN core.article_deletion AS gone
    ON gone.article_id = article.article_id AND gone.confirmed_at IS NOT NULL AND gone.restored_at IS NULL
ANTI JOIN ops.withheld AS withheld ON withheld.article_id = article.article_id;

COMMENT ON VIEW mart.article IS 'Articles, one row each: the current version with its words, tags, duplicate and story. Articles that fail a row-level check are left out.';
COMMENT ON COLUMN mart.article.article_id IS 'Id of the article, the same for ever.';
COMMENT ON COLUMN mart.article.source_id IS 'Source that it came from (mart.source_health).';
COMMENT ON COLUMN mart.article.url IS 'URL as found, or path of a document.';
COMMENT ON COLUMN mart.article.canonical_url IS 'Canonical URL that the page itself names.';
COMMENT ON COLUMN mart.article.title IS 'Title; NULL where the document has none.';
COMMENT ON COLUMN mart.article.summary IS 'Lead or standfirst that stands apart from the body.';
COMMENT ON COLUMN mart.article.body IS 'Text, paragraphs separated by an empty line.';
COMMENT ON COLUMN mart.article.captions IS 'Picture captions: list of {text, credit}.';
COMMENT ON COLUMN mart.article.authors IS 'Authors in the order of the byline.';
COMMENT ON COLUMN mart.article.credit IS 'Sign-off or credit line as written.';
COMMENT ON COLUMN mart.article.agency IS 'Code of the news agency that supplied the story.';
COMMENT ON COLUMN mart.article.agency_name IS 'Full name of that agency.';
COMMENT ON COLUMN mart.article.agency_country IS 'Country of that agency, ISO 3166-1 alpha-3; NULL if international.';
COMMENT ON COLUMN mart.article.dateline_place IS 'Place named in the dateline.';
COMMENT ON COLUMN mart.article.published_at IS 'Instant of publication. NULL where only the day is known: sort and filter by published_date then.';
COMMENT ON COLUMN mart.article.published_date IS 'Day of publication as written, in the source''s own time zone; set whenever a day is known.';
COMMENT ON COLUMN mart.article.published_edtf IS 'Date of publication as honestly as it is known, EDTF level 0 to 2.';
COMMENT ON COLUMN mart.article.published_precision IS 'minute, day, month or year.';
COMMENT ON COLUMN mart.article.published_method IS 'How the date was found.';
COMMENT ON COLUMN mart.article.modified_at IS 'Instant of the last change that the page states.';
COMMENT ON COLUMN mart.article.modified_edtf IS 'The same as EDTF.';
COMMENT ON COLUMN mart.article.publisher IS 'Publisher that the page names.';
COMMENT ON COLUMN mart.article.section IS 'Section that the page names.';
COMMENT ON COLUMN mart.article.keywords IS 'Keywords that the page declares.';
COMMENT ON COLUMN mart.article.images IS 'URLs of its pictures.';
COMMENT ON COLUMN mart.article.language IS 'Language of the text, BCP 47.';
COMMENT ON COLUMN mart.article.countries IS 'Countries that it is about, ISO 3166-1 alpha-3, in alphabetical order; empty if none.';
COMMENT ON COLUMN mart.article.principal_countries IS 'Those of them that are party to an event of the article.';
COMMENT ON COLUMN mart.article.topics IS 'IPTC Media Topics (medtop codes), the main one first; details are in core.article_topic.';
COMMENT ON COLUMN mart.article.main_topic IS 'The main one of them; NULL if there is none.';
COMMENT ON COLUMN mart.article.persons IS 'Persons that it names, the most mentioned first; offices and countries are in core.article_person.';
COMMENT ON COLUMN mart.article.organisations IS 'Organisations that it names, the most mentioned first; details are in core.article_organisation.';
COMMENT ON COLUMN mart.article.places IS 'Places and regions that it names, the most mentioned first; details are in core.article_place.';
COMMENT ON COLUMN mart.article.machine_translated IS 'The text shows two or more different signs of machine translation; they are in core.article.mt_cues.';
COMMENT ON COLUMN mart.article.flags IS 'What cleaning and tagging did or noticed; details are in core.article_flag.';
COMMENT ON COLUMN mart.article.word_count IS 'Words in the body.';
COMMENT ON COLUMN mart.article.paywall IS 'The page shows only part of the text.';
COMMENT ON COLUMN mart.article.live_blog IS 'The page is a live blog.';
COMMENT ON COLUMN mart.article.content_hash IS 'Fingerprint of everything a reader sees.';
COMMENT ON COLUMN mart.article.version IS 'Number of the version, from 1; earlier ones are in core.article_version.';
COMMENT ON COLUMN mart.article.duplicate_of IS 'Article that this one repeats; NULL for an original.';
COMMENT ON COLUMN mart.article.duplicate_kind IS 'exact, near or contained; NULL for an original.';
COMMENT ON COLUMN mart.article.story_id IS 'Story that it belongs to (mart.story).';
COMMENT ON COLUMN mart.article.listing_date IS 'Day of the archive page that listed it.';
COMMENT ON COLUMN mart.article.found_by IS 'Route by which it was found: feed, news_sitemap, sitemap, section, archive or folder, whichever named it first; NULL for what no listing named. All of them are in ops.lead.';
COMMENT ON COLUMN mart.article.robots IS 'Verdict of robots.txt when this version was fetched: allowed, no-rules or not-asked. What was said at every other fetch is in raw.rights.';
COMMENT ON COLUMN mart.article.x_robots_tag IS 'X-Robots-Tag header at that fetch, verbatim.';
COMMENT ON COLUMN mart.article.meta_robots IS 'Content of the page''s meta element robots, verbatim.';
COMMENT ON COLUMN mart.article.tdm_reservation IS '1: text and data mining is reserved; 0: it is not; NULL: nothing was said (TDM Reservation Protocol).';
COMMENT ON COLUMN mart.article.tdm_policy IS 'URL of the policy under which mining may be licensed.';
COMMENT ON COLUMN mart.article.ai_txt IS 'Verdict of ai.txt: allowed or disallowed.';
COMMENT ON COLUMN mart.article.licence IS 'Licence that the page links to or names.';
COMMENT ON COLUMN mart.article.first_seen_at IS 'When it was first fetched.';
COMMENT ON COLUMN mart.article.last_seen_at IS 'When it was last found at its place, changed or not.';
COMMENT ON COLUMN mart.article.deleted_at IS 'When it was first found gone from its place, which a second visit confirmed; NULL while it is there (mart.deletion).';
COMMENT ON COLUMN mart.article.fetch_id IS 'Exchange that brought this version (raw.fetch).';
COMMENT ON COLUMN mart.article.run_id IS 'Run that loaded this version (ops.run).';
COMMENT ON COLUMN mart.article.loaded_at IS 'When that was.';
COMMENT ON COLUMN mart.article.code_version IS 'Version of Khotin that made the row.';

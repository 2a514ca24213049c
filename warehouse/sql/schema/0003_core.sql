-- Core: articles, their versions, and what was decided and read about them.
-- The words of an article (body, captions and the like) stand only in core.article_version, where rows are only ever
-- added: an update replaces a small row of core.article and never rewrites text.
-- Uniqueness is kept by the load (anti-join) and guarded by sql/checks: a primary key costs every load many times more.

CREATE SCHEMA core;

CREATE TABLE core.source (
    source_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    publisher VARCHAR,
    homepage VARCHAR,
    country VARCHAR,
    language VARCHAR,
    timezone VARCHAR,
    schedule VARCHAR,
    enabled BOOLEAN NOT NULL
);
COMMENT ON TABLE core.source IS 'The configured sources, as of the latest run.';
COMMENT ON COLUMN core.source.source_id IS 'Id of the source: the name of its file.';
COMMENT ON COLUMN core.source.name IS 'Name for people.';
COMMENT ON COLUMN core.source.publisher IS 'Who publishes it.';
COMMENT ON COLUMN core.source.homepage IS 'Home page.';
COMMENT ON COLUMN core.source.country IS 'Country of the outlet, ISO 3166-1 alpha-2.';
COMMENT ON COLUMN core.source.language IS 'Main language, BCP 47.';
COMMENT ON COLUMN core.source.timezone IS 'IANA time zone that its dates are written in.';
COMMENT ON COLUMN core.source.schedule IS 'Cron expression in that time zone.';
COMMENT ON COLUMN core.source.enabled IS 'Whether it is harvested on schedule.';

CREATE TABLE core.article (
    article_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url_key VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    canonical_url VARCHAR,
    title VARCHAR,
    summary VARCHAR,
    authors VARCHAR[] NOT NULL,
    credit VARCHAR,
    agency_code VARCHAR,
    agency_name VARCHAR,
    agency_country VARCHAR,
    dateline_place VARCHAR,
    dateline_country VARCHAR,
    dateline_edtf VARCHAR,
    published_at TIMESTAMPTZ,
    published_date DATE,
    published_edtf VARCHAR,
    published_precision VARCHAR,
    published_timezone VARCHAR,
    published_method VARCHAR,
    modified_at TIMESTAMPTZ,
    modified_edtf VARCHAR,
    publisher VARCHAR,
    section VARCHAR,
    language VARCHAR,
    language_method VARCHAR,
    declared_language VARCHAR,
    word_count INTEGER NOT NULL,
    paywall BOOLEAN NOT NULL,
    live_blog BOOLEAN NOT NULL,
    content_hash VARCHAR NOT NULL,
    content_key VARCHAR,
    version INTEGER NOT NULL,
    listing_date DATE,
    first_seen_at TIMESTAMPTZ NOT NULL,
    fetch_id VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    code_version VARCHAR NOT NULL
);
COMMENT ON TABLE core.article IS 'The current version of every article: what identifies, dates and describes it. Its words are in core.article_version. One row per article.';
COMMENT ON COLUMN core.article.article_id IS 'Id from source and URL key alone; it never depends on the text.';
COMMENT ON COLUMN core.article.source_id IS 'Source that it came from.';
COMMENT ON COLUMN core.article.url_key IS 'Key by which addresses are compared (transforms.urls).';
COMMENT ON COLUMN core.article.url IS 'URL as found, or path of a document.';
COMMENT ON COLUMN core.article.canonical_url IS 'Canonical URL that the page itself names.';
COMMENT ON COLUMN core.article.title IS 'Title; NULL where the document has none.';
COMMENT ON COLUMN core.article.summary IS 'Lead or standfirst that stands apart from the body.';
COMMENT ON COLUMN core.article.authors IS 'Authors in the order of the byline.';
COMMENT ON COLUMN core.article.credit IS 'Sign-off or credit line as written, such as VNA.';
COMMENT ON COLUMN core.article.agency_code IS 'News agency that supplied the story, as a code.';
COMMENT ON COLUMN core.article.agency_name IS 'Its full name.';
COMMENT ON COLUMN core.article.agency_country IS 'Its country, ISO 3166-1 alpha-3; NULL if international.';
COMMENT ON COLUMN core.article.dateline_place IS 'Place named in the dateline.';
COMMENT ON COLUMN core.article.dateline_country IS 'Country of that place, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN core.article.dateline_edtf IS 'Date named in the dateline, EDTF.';
COMMENT ON COLUMN core.article.published_at IS 'Instant of publication; NULL where only the day is known, so that no time of day is made up.';
COMMENT ON COLUMN core.article.published_date IS 'Day of publication as written, in the source''s own time zone; set whenever a day is known.';
COMMENT ON COLUMN core.article.published_edtf IS 'Date of publication as honestly as it is known, EDTF level 0 to 2.';
COMMENT ON COLUMN core.article.published_precision IS 'minute, day, month or year.';
COMMENT ON COLUMN core.article.published_timezone IS 'Offset or IANA name that applied to the time; NULL for a day.';
COMMENT ON COLUMN core.article.published_method IS 'How the date was found.';
COMMENT ON COLUMN core.article.modified_at IS 'Instant of the last change that the page states.';
COMMENT ON COLUMN core.article.modified_edtf IS 'The same as EDTF.';
COMMENT ON COLUMN core.article.publisher IS 'Publisher that the page names.';
COMMENT ON COLUMN core.article.section IS 'Section that the page names.';
COMMENT ON COLUMN core.article.language IS 'Language of the text, BCP 47.';
COMMENT ON COLUMN core.article.language_method IS 'How the language was found.';
COMMENT ON COLUMN core.article.declared_language IS 'Language that the page declares.';
COMMENT ON COLUMN core.article.word_count IS 'Words in the body.';
COMMENT ON COLUMN core.article.paywall IS 'The page shows only part of the text.';
COMMENT ON COLUMN core.article.live_blog IS 'The page is a live blog.';
COMMENT ON COLUMN core.article.content_hash IS 'Fingerprint of everything a reader sees; another value is another version.';
COMMENT ON COLUMN core.article.content_key IS 'Fingerprint of the folded text: articles that share it are exact duplicates. NULL where there is too little text.';
COMMENT ON COLUMN core.article.version IS 'Number of the current version, from 1.';
COMMENT ON COLUMN core.article.listing_date IS 'Day of the archive page that listed it.';
COMMENT ON COLUMN core.article.first_seen_at IS 'When its first version was fetched.';
COMMENT ON COLUMN core.article.fetch_id IS 'Exchange that brought the current version (raw.fetch).';
COMMENT ON COLUMN core.article.fetched_at IS 'When that was.';
COMMENT ON COLUMN core.article.run_id IS 'Run that loaded the current version (ops.run).';
COMMENT ON COLUMN core.article.loaded_at IS 'When that was.';
COMMENT ON COLUMN core.article.code_version IS 'Version of Khotin that made the row.';

CREATE TABLE core.article_version (
    article_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    content_hash VARCHAR NOT NULL,
    title VARCHAR,
    summary VARCHAR,
    body VARCHAR[] NOT NULL,
    captions STRUCT(text VARCHAR, credit VARCHAR)[] NOT NULL,
    authors VARCHAR[] NOT NULL,
    credit VARCHAR,
    keywords VARCHAR[] NOT NULL,
    images VARCHAR[] NOT NULL,
    published_edtf VARCHAR,
    published_candidates STRUCT("text" VARCHAR, "method" VARCHAR, edtf VARCHAR)[] NOT NULL,
    modified_edtf VARCHAR,
    how STRUCT(field VARCHAR, "method" VARCHAR)[] NOT NULL,
    word_count INTEGER NOT NULL,
    fetch_id VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    code_version VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_version IS 'The words of every version of every article, the current one included. Rows are only ever added. One row per article and version.';
COMMENT ON COLUMN core.article_version.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_version.version IS 'Number of the version, from 1.';
COMMENT ON COLUMN core.article_version.content_hash IS 'Fingerprint of everything a reader sees.';
COMMENT ON COLUMN core.article_version.title IS 'Title.';
COMMENT ON COLUMN core.article_version.summary IS 'Lead or standfirst.';
COMMENT ON COLUMN core.article_version.body IS 'Paragraphs.';
COMMENT ON COLUMN core.article_version.captions IS 'Picture captions with their photo credits.';
COMMENT ON COLUMN core.article_version.authors IS 'Authors.';
COMMENT ON COLUMN core.article_version.credit IS 'Sign-off or credit line.';
COMMENT ON COLUMN core.article_version.keywords IS 'Keywords that the page declares.';
COMMENT ON COLUMN core.article_version.images IS 'URLs of its pictures.';
COMMENT ON COLUMN core.article_version.published_edtf IS 'Date of publication, EDTF.';
COMMENT ON COLUMN core.article_version.published_candidates IS 'Every other statement of the date, also those that disagree.';
COMMENT ON COLUMN core.article_version.modified_edtf IS 'Date of change, EDTF.';
COMMENT ON COLUMN core.article_version.how IS 'By which method each field was found.';
COMMENT ON COLUMN core.article_version.word_count IS 'Words in the body.';
COMMENT ON COLUMN core.article_version.fetch_id IS 'Exchange that brought it (raw.fetch).';
COMMENT ON COLUMN core.article_version.fetched_at IS 'When that was.';
COMMENT ON COLUMN core.article_version.run_id IS 'Run that loaded it (ops.run).';
COMMENT ON COLUMN core.article_version.loaded_at IS 'When that was.';
COMMENT ON COLUMN core.article_version.code_version IS 'Version of Khotin that made the row.';

CREATE TABLE core.duplicate (
    article_id VARCHAR NOT NULL,
    of_article_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    similarity DOUBLE,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE core.duplicate IS 'Which article repeats which. At most one row per article.';
COMMENT ON COLUMN core.duplicate.article_id IS 'The repetition (core.article).';
COMMENT ON COLUMN core.duplicate.of_article_id IS 'The original (core.article).';
COMMENT ON COLUMN core.duplicate.kind IS 'exact, near or contained.';
COMMENT ON COLUMN core.duplicate.similarity IS 'Share of the text that they have in common, 0 to 1.';
COMMENT ON COLUMN core.duplicate.run_id IS 'Run that decided it.';
COMMENT ON COLUMN core.duplicate.loaded_at IS 'When that was.';

CREATE TABLE core.story (
    story_id VARCHAR NOT NULL,
    founder_article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    founded_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE core.story IS 'Stories: articles about one event. One row per story.';
COMMENT ON COLUMN core.story.story_id IS 'Id of the story, made from its founder.';
COMMENT ON COLUMN core.story.founder_article_id IS 'Article that founded it (core.article).';
COMMENT ON COLUMN core.story.run_id IS 'Run in which it was founded.';
COMMENT ON COLUMN core.story.founded_at IS 'When that was.';

CREATE TABLE core.story_article (
    story_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE core.story_article IS 'Which article belongs to which story. At most one row per article.';
COMMENT ON COLUMN core.story_article.story_id IS 'Story (core.story).';
COMMENT ON COLUMN core.story_article.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.story_article.run_id IS 'Run that decided it.';
COMMENT ON COLUMN core.story_article.loaded_at IS 'When that was.';

CREATE TABLE core.article_country (
    article_id VARCHAR NOT NULL,
    iso3 VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    mentions INTEGER NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_country IS 'Countries that the current version of an article is about. One row per article and country.';
COMMENT ON COLUMN core.article_country.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_country.iso3 IS 'Country, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN core.article_country.role IS 'principal or mentioned.';
COMMENT ON COLUMN core.article_country.mentions IS 'How often it is named.';
COMMENT ON COLUMN core.article_country.evidence_part IS 'Where it is first named: title, summary, body or caption.';
COMMENT ON COLUMN core.article_country.evidence_paragraph IS 'Paragraph there, from 0; NULL for title and summary.';
COMMENT ON COLUMN core.article_country.evidence_start IS 'First character of the name there, from 0.';
COMMENT ON COLUMN core.article_country.evidence_end IS 'Character after the name.';
COMMENT ON COLUMN core.article_country.evidence_rule IS 'Rule that read it.';

CREATE TABLE core.article_flag (
    article_id VARCHAR NOT NULL,
    flag VARCHAR NOT NULL,
    detail VARCHAR
);
COMMENT ON TABLE core.article_flag IS 'What cleaning and tagging did or noticed on the current version of an article. One row per article, flag and detail.';
COMMENT ON COLUMN core.article_flag.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_flag.flag IS 'Name of the flag.';
COMMENT ON COLUMN core.article_flag.detail IS 'What exactly.';

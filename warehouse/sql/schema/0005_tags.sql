-- Tags: everything that the tag contract reads from an article, each with its evidence.
-- Columns that are added have no NOT NULL, which DuckDB cannot add to a table that is there already; a NULL there is
-- the state of a row from before this migration: reparse fills it.

ALTER TABLE core.article ADD COLUMN machine_translated BOOLEAN;
ALTER TABLE core.article ADD COLUMN mt_cues STRUCT(cue VARCHAR, "text" VARCHAR)[];
ALTER TABLE core.article ADD COLUMN boilerplate_profile VARCHAR;
COMMENT ON COLUMN core.article.machine_translated IS 'The text shows two or more different signs of machine translation.';
COMMENT ON COLUMN core.article.mt_cues IS 'Those signs, each with its words, so that a reader can judge.';
COMMENT ON COLUMN core.article.boilerplate_profile IS 'Version of the profile of recurring lines that was applied in cleaning; NULL if none.';

CREATE TABLE core.article_place (
    article_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    country VARCHAR,
    mentions INTEGER NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_place IS 'Places below country level, and regions, that the current version of an article names. One row per article and place.';
COMMENT ON COLUMN core.article_place.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_place.name IS 'Name as written.';
COMMENT ON COLUMN core.article_place.country IS 'Country, ISO 3166-1 alpha-3; NULL for a region and where it is not sure.';
COMMENT ON COLUMN core.article_place.mentions IS 'How often it is named.';
COMMENT ON COLUMN core.article_place.evidence_part IS 'Where it is first named: title, summary, body or caption.';
COMMENT ON COLUMN core.article_place.evidence_paragraph IS 'Paragraph there, from 0; NULL for title and summary.';
COMMENT ON COLUMN core.article_place.evidence_start IS 'First character there, from 0.';
COMMENT ON COLUMN core.article_place.evidence_end IS 'Character after the last.';
COMMENT ON COLUMN core.article_place.evidence_rule IS 'Rule or lexicon entry that read it.';

CREATE TABLE core.article_person (
    article_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_key VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    roles VARCHAR[] NOT NULL,
    country VARCHAR,
    mentions INTEGER NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_person IS 'Persons of the current version of an article. One row per article and person.';
COMMENT ON COLUMN core.article_person.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_person.name IS 'Longest form of the name in the text, without title.';
COMMENT ON COLUMN core.article_person.name_key IS 'The name in small letters without diacritics: joins one person over articles and languages.';
COMMENT ON COLUMN core.article_person.aliases IS 'Other forms of the name in the text.';
COMMENT ON COLUMN core.article_person.roles IS 'Offices as written, without the country.';
COMMENT ON COLUMN core.article_person.country IS 'Country whose office it is, ISO 3166-1 alpha-3; NULL if unknown or none.';
COMMENT ON COLUMN core.article_person.mentions IS 'How often the text names the person.';
COMMENT ON COLUMN core.article_person.evidence_part IS 'Where it is first named: title, summary, body or caption.';
COMMENT ON COLUMN core.article_person.evidence_paragraph IS 'Paragraph there, from 0; NULL for title and summary.';
COMMENT ON COLUMN core.article_person.evidence_start IS 'First character there, from 0.';
COMMENT ON COLUMN core.article_person.evidence_end IS 'Character after the last.';
COMMENT ON COLUMN core.article_person.evidence_rule IS 'Rule or lexicon entry that read it.';

CREATE TABLE core.article_organisation (
    article_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    abbr VARCHAR,
    type VARCHAR NOT NULL,
    country VARCHAR,
    aliases VARCHAR[] NOT NULL,
    mentions INTEGER NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_organisation IS 'Organisations that the current version of an article names. One row per article and organisation.';
COMMENT ON COLUMN core.article_organisation.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_organisation.name IS 'Full name, of known ones in the language of the text.';
COMMENT ON COLUMN core.article_organisation.abbr IS 'Abbreviation.';
COMMENT ON COLUMN core.article_organisation.type IS 'igo, gov, academic, company, party, ngo, armed, media, bilateral or other.';
COMMENT ON COLUMN core.article_organisation.country IS 'Country, ISO 3166-1 alpha-3; NULL if international or unknown.';
COMMENT ON COLUMN core.article_organisation.aliases IS 'Other forms of the name in the text.';
COMMENT ON COLUMN core.article_organisation.mentions IS 'How often it is named.';
COMMENT ON COLUMN core.article_organisation.evidence_part IS 'Where it is first named: title, summary, body or caption.';
COMMENT ON COLUMN core.article_organisation.evidence_paragraph IS 'Paragraph there, from 0; NULL for title and summary.';
COMMENT ON COLUMN core.article_organisation.evidence_start IS 'First character there, from 0.';
COMMENT ON COLUMN core.article_organisation.evidence_end IS 'Character after the last.';
COMMENT ON COLUMN core.article_organisation.evidence_rule IS 'Rule or lexicon entry that read it.';

CREATE TABLE core.article_agreement (
    article_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    abbr VARCHAR,
    parties VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_agreement IS 'Treaties, agreements, declarations and the like that the current version of an article names. One row per article and agreement.';
COMMENT ON COLUMN core.article_agreement.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_agreement.name IS 'Name as written, of known ones in full.';
COMMENT ON COLUMN core.article_agreement.abbr IS 'Abbreviation.';
COMMENT ON COLUMN core.article_agreement.parties IS 'Parties: ISO 3166-1 alpha-3 codes, or org: and an abbreviation.';
COMMENT ON COLUMN core.article_agreement.status IS 'By the text: proposed, negotiating, signed, awaiting_ratification, ratified, in_force, suspended, ended or unknown.';
COMMENT ON COLUMN core.article_agreement.evidence_part IS 'Where it is first named: title, summary, body or caption.';
COMMENT ON COLUMN core.article_agreement.evidence_paragraph IS 'Paragraph there, from 0; NULL for title and summary.';
COMMENT ON COLUMN core.article_agreement.evidence_start IS 'First character there, from 0.';
COMMENT ON COLUMN core.article_agreement.evidence_end IS 'Character after the last.';
COMMENT ON COLUMN core.article_agreement.evidence_rule IS 'Rule or lexicon entry that read it.';

CREATE TABLE core.article_topic (
    article_id VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    main BOOLEAN NOT NULL,
    path VARCHAR[] NOT NULL,
    score DOUBLE NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_topic IS 'Topics of the current version of an article, IPTC Media Topics. One row per article and topic.';
COMMENT ON COLUMN core.article_topic.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_topic.code IS 'Code, such as medtop:20000639.';
COMMENT ON COLUMN core.article_topic.name IS 'Its English name.';
COMMENT ON COLUMN core.article_topic.main IS 'Whether it is the main topic; an article has at most one.';
COMMENT ON COLUMN core.article_topic.path IS 'Codes from the top level down to this one.';
COMMENT ON COLUMN core.article_topic.score IS 'Weight of the words that speak for it; to be compared within an article.';
COMMENT ON COLUMN core.article_topic.evidence_part IS 'Where it is first named: title, summary, body or caption.';
COMMENT ON COLUMN core.article_topic.evidence_paragraph IS 'Paragraph there, from 0; NULL for title and summary.';
COMMENT ON COLUMN core.article_topic.evidence_start IS 'First character there, from 0.';
COMMENT ON COLUMN core.article_topic.evidence_end IS 'Character after the last.';
COMMENT ON COLUMN core.article_topic.evidence_rule IS 'Rule or lexicon entry that read it.';

CREATE TABLE core.article_event (
    article_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    event VARCHAR NOT NULL,
    mode VARCHAR,
    context VARCHAR[] NOT NULL,
    reciprocal BOOLEAN NOT NULL,
    source VARCHAR[] NOT NULL,
    target VARCHAR[] NOT NULL,
    source_persons VARCHAR[] NOT NULL,
    target_persons VARCHAR[] NOT NULL,
    date_edtf VARCHAR,
    date_from DATE,
    date_to DATE,
    place_name VARCHAR,
    place_country VARCHAR,
    quote VARCHAR NOT NULL,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_event IS 'Events (PLOVER) that the current version of an article reports. One row per article and event.';
COMMENT ON COLUMN core.article_event.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_event."position" IS 'Number of the event in the article, from 0; the most important first.';
COMMENT ON COLUMN core.article_event.event IS 'PLOVER event type, such as CONSULT.';
COMMENT ON COLUMN core.article_event.mode IS 'PLOVER mode, such as visit.';
COMMENT ON COLUMN core.article_event.context IS 'PLOVER contexts, such as diplomatic.';
COMMENT ON COLUMN core.article_event.reciprocal IS 'The parties did it to each other; source and target are then in either order.';
COMMENT ON COLUMN core.article_event.source IS 'Who acts: ISO 3166-1 alpha-3 codes, or org: and an abbreviation.';
COMMENT ON COLUMN core.article_event.target IS 'Who is acted on; empty where more than two parties are equal.';
COMMENT ON COLUMN core.article_event.source_persons IS 'Persons who act for the source (core.article_person.name).';
COMMENT ON COLUMN core.article_event.target_persons IS 'Persons who stand for the target.';
COMMENT ON COLUMN core.article_event.date_edtf IS 'When, EDTF; NULL where the text does not say, XXXX for an unknown year.';
COMMENT ON COLUMN core.article_event.date_from IS 'First day; NULL where the year is unknown.';
COMMENT ON COLUMN core.article_event.date_to IS 'Last day.';
COMMENT ON COLUMN core.article_event.place_name IS 'Where, below country level.';
COMMENT ON COLUMN core.article_event.place_country IS 'Country of the place, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN core.article_event.quote IS 'The words that say so, verbatim.';
COMMENT ON COLUMN core.article_event.evidence_part IS 'Where it is first named: title, summary, body or caption.';
COMMENT ON COLUMN core.article_event.evidence_paragraph IS 'Paragraph there, from 0; NULL for title and summary.';
COMMENT ON COLUMN core.article_event.evidence_start IS 'First character there, from 0.';
COMMENT ON COLUMN core.article_event.evidence_end IS 'Character after the last.';
COMMENT ON COLUMN core.article_event.evidence_rule IS 'Rule or lexicon entry that read it.';

CREATE TABLE core.article_date (
    article_id VARCHAR NOT NULL,
    "text" VARCHAR NOT NULL,
    edtf VARCHAR NOT NULL,
    date_from DATE,
    date_to DATE,
    evidence_part VARCHAR NOT NULL,
    evidence_paragraph INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_rule VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_date IS 'Dates that the current version of an article names. One row per article and date.';
COMMENT ON COLUMN core.article_date.article_id IS 'Article (core.article).';
COMMENT ON COLUMN core.article_date."text" IS 'As written.';
COMMENT ON COLUMN core.article_date.edtf IS 'The date, EDTF level 0 to 2; XXXX for an unknown year.';
COMMENT ON COLUMN core.article_date.date_from IS 'First day; NULL where the year is unknown.';
COMMENT ON COLUMN core.article_date.date_to IS 'Last day.';
COMMENT ON COLUMN core.article_date.evidence_part IS 'Where it is first named: title, summary, body or caption.';
COMMENT ON COLUMN core.article_date.evidence_paragraph IS 'Paragraph there, from 0; NULL for title and summary.';
COMMENT ON COLUMN core.article_date.evidence_start IS 'First character there, from 0.';
COMMENT ON COLUMN core.article_date.evidence_end IS 'Character after the last.';
COMMENT ON COLUMN core.article_date.evidence_rule IS 'Rule or lexicon entry that read it.';

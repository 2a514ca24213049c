-- What items that are made anew would change of what is stored: one row per item and field, with both values as text.
-- The field evidence stands for everything that is no value: by which rule, where in the text, how often.
-- Tags, flags and what describes an article belong to its current version alone.
WITH spoken AS (
    SELECT
        incoming.item,
        unnest([
            {'field': 'title', 'was': stored.title, 'becomes': incoming.title},
            {'field': 'summary', 'was': stored.summary, 'becomes': incoming.summary},
            {'field': 'body', 'was': array_to_string(stored.body, chr(10)), 'becomes': array_to_string(incoming.body, chr(10))},
            {
                'field': 'captions',
                'was': array_to_string(list_transform(stored.captions, lambda one: concat_ws(' / ', one."text", one.credit)), chr(10)),
                'becomes': array_to_string(list_transform(incoming.captions, lambda one: concat_ws(' / ', one."text", one.credit)), chr(10))
            },
            {'field': 'authors', 'was': array_to_string(stored.authors, chr(10)), 'becomes': array_to_string(incoming.authors, chr(10))},
            {'field': 'credit', 'was': stored.credit, 'becomes': incoming.credit},
            {'field': 'published', 'was': stored.published_edtf, 'becomes': incoming.published_edtf},
            {'field': 'modified', 'was': stored.modified_edtf, 'becomes': incoming.modified_edtf},
            {'field': 'keywords', 'was': array_to_string(stored.keywords, chr(10)), 'becomes': array_to_string(incoming.keywords, chr(10))},
            {'field': 'images', 'was': array_to_string(stored.images, chr(10)), 'becomes': array_to_string(incoming.images, chr(10))},
            {
                'field': 'evidence',
                'was': hash(stored.how, stored.published_candidates, stored.word_count, stored.content_hash)::VARCHAR,
                'becomes': hash(incoming.how, incoming.published_candidates, incoming.word_count, incoming.content_hash)::VARCHAR
            }
        ], recursive := true)
    FROM incoming_version AS incoming
    JOIN staged ON staged.item = incoming.item
    JOIN core.article_version AS stored ON stored.article_id = staged.article_id AND stored.version = staged.version
),
described AS (
    SELECT
        incoming.item,
        unnest([
            {'field': 'canonical_url', 'was': stored.canonical_url, 'becomes': incoming.canonical_url},
            {
                'field': 'agency',
                'was': concat_ws(', ', stored.agency_code, stored.agency_name, stored.agency_country),
                'becomes': concat_ws(', ', incoming.agency_code, incoming.agency_name, incoming.agency_country)
            },
            {
                'field': 'dateline',
                'was': concat_ws(', ', stored.dateline_place, stored.dateline_country, stored.dateline_edtf),
                'becomes': concat_ws(', ', incoming.dateline_place, incoming.dateline_country, incoming.dateline_edtf)
            },
            {'field': 'publisher', 'was': stored.publisher, 'becomes': incoming.publisher},
            {'field': 'section', 'was': stored.section, 'becomes': incoming.section},
            {'field': 'language', 'was': stored.language, 'becomes': incoming.language},
            {'field': 'paywall', 'was': stored.paywall::VARCHAR, 'becomes': incoming.paywall::VARCHAR},
            {'field': 'live_blog', 'was': stored.live_blog::VARCHAR, 'becomes': incoming.live_blog::VARCHAR},
            {
                'field': 'machine_translated',
                'was': stored.machine_translated::VARCHAR,
                'becomes': incoming.machine_translated::VARCHAR
            },
            {'field': 'boilerplate_profile', 'was': stored.boilerplate_profile, 'becomes': incoming.boilerplate_profile},
            {
                'field': 'evidence',
                'was': hash(
                    stored.published_at, stored.published_date, stored.published_precision, stored.published_timezone,
                    stored.published_method, stored.modified_at, stored.language_method, stored.declared_language,
                    stored.mt_cues, stored.content_key, stored.listing_date
                )::VARCHAR,
                'becomes': hash(
                    incoming.published_at, incoming.published_date, incoming.published_precision, incoming.published_timezone,
                    incoming.published_method, incoming.modified_at, incoming.language_method, incoming.declared_language,
                    incoming.mt_cues, incoming.content_key, incoming.listing_date
                )::VARCHAR
            }
        ], recursive := true)
    FROM incoming_article AS incoming
    JOIN core.article AS stored ON stored.article_id = incoming.article_id
),
current AS (
    SELECT item, article_id
    FROM staged
    WHERE is_current
),
country AS (
    SELECT 'was' AS side, stored.*
    FROM core.article_country AS stored
    SEMI JOIN current ON current.article_id = stored.article_id
    UNION ALL BY NAME
    SELECT 'becomes' AS side, incoming.*
    FROM incoming_article_country AS incoming
),
place AS (
    SELECT 'was' AS side, stored.*
    FROM core.article_place AS stored
    SEMI JOIN current ON current.article_id = stored.article_id
    UNION ALL BY NAME
    SELECT 'becomes' AS side, incoming.*
    FROM incoming_article_place AS incoming
),
person AS (
    SELECT 'was' AS side, stored.*
    FROM core.article_person AS stored
    SEMI JOIN current ON current.article_id = stored.article_id
    UNION ALL BY NAME
    SELECT 'becomes' AS side, incoming.*
    FROM incoming_article_person AS incoming
),
organisation AS (
    SELECT 'was' AS side, stored.*
    FROM core.article_organisation AS stored
    SEMI JOIN current ON current.article_id = stored.article_id
    UNION ALL BY NAME
    SELECT 'becomes' AS side, incoming.*
    FROM incoming_article_organisation AS incoming
),
agreement AS (
    SELECT 'was' AS side, stored.*
    FROM core.article_agreement AS stored
    SEMI JOIN current ON current.article_id = stored.article_id
    UNION ALL BY NAME
    SELECT 'becomes' AS side, incoming.*
    FROM incoming_article_agreement AS incoming
),
topic AS (
    SELECT 'was' AS side, stored.*
    FROM core.article_topic AS stored
    SEMI JOIN current ON current.article_id = stored.article_id
    UNION ALL BY NAME
    SELECT 'becomes' AS side, incoming.*
    FROM incoming_article_topic AS incoming
),
event AS (
    SELECT 'was' AS side, stored.*
    FROM core.article_event AS stored
    SEMI JOIN current ON current.article_id = stored.article_id
    UNION ALL BY NAME
    SELECT 'becomes' AS side, incoming.*
    FROM incoming_article_event AS incoming
),
date AS (
    SELECT 'was' AS side, stored.*
    FROM core.article_date AS stored
    SEMI JOIN current ON current.article_id = stored.article_id
    UNION ALL BY NAME
    SELECT 'becomes' AS side, incoming.*
    FROM incoming_article_date AS incoming
),
flag AS (
    SELECT 'was' AS side, stored.*
    FROM core.article_flag AS stored
    SEMI JOIN current ON current.article_id = stored.article_id
    UNION ALL BY NAME
    SELECT 'becomes' AS side, incoming.* EXCLUDE (item)
    FROM incoming_article_flag AS incoming
),
tagged AS (
    SELECT article_id, side, 'countries' AS field, string_agg(concat_ws(' ', iso3, role), chr(10) ORDER BY iso3) AS said,
        sum(hash(*COLUMNS(* EXCLUDE (side)))) AS print
    FROM country
    GROUP BY article_id, side
    UNION ALL
    SELECT article_id, side, 'places' AS field, string_agg(name || coalesce(' (' || country || ')', ''), chr(10) ORDER BY name) AS said,
        sum(hash(*COLUMNS(* EXCLUDE (side)))) AS print
    FROM place
    GROUP BY article_id, side
    UNION ALL
    SELECT article_id, side, 'persons' AS field, string_agg(name || coalesce(' (' || country || ')', '') || coalesce(': ' || nullif(array_to_string(roles, ', '), ''), ''), chr(10) ORDER BY name) AS said,
        sum(hash(*COLUMNS(* EXCLUDE (side)))) AS print
    FROM person
    GROUP BY article_id, side
    UNION ALL
    SELECT article_id, side, 'organisations' AS field, string_agg(concat_ws(', ', name, abbr, type, country), chr(10) ORDER BY name) AS said,
        sum(hash(*COLUMNS(* EXCLUDE (side)))) AS print
    FROM organisation
    GROUP BY article_id, side
    UNION ALL
    SELECT article_id, side, 'agreements' AS field, string_agg(concat_ws(', ', name, status, array_to_string(parties, ' ')), chr(10) ORDER BY name) AS said,
        sum(hash(*COLUMNS(* EXCLUDE (side)))) AS print
    FROM agreement
    GROUP BY article_id, side
    UNION ALL
    SELECT article_id, side, 'topics' AS field, string_agg(code || ' ' || name || CASE WHEN main THEN ' (main)' ELSE '' END, chr(10) ORDER BY code) AS said,
        sum(hash(*COLUMNS(* EXCLUDE (side)))) AS print
    FROM topic
    GROUP BY article_id, side
    UNION ALL
    SELECT article_id, side, 'events' AS field, string_agg(concat_ws(' ', event, mode, array_to_string(source, '+'), '>', array_to_string(target, '+'), date_edtf), chr(10) ORDER BY "position") AS said,
        sum(hash(*COLUMNS(* EXCLUDE (side)))) AS print
    FROM event
    GROUP BY article_id, side
    UNION ALL
    SELECT article_id, side, 'dates' AS field, string_agg(edtf || ' ' || "text", chr(10) ORDER BY edtf) AS said,
        sum(hash(*COLUMNS(* EXCLUDE (side)))) AS print
    FROM date
    GROUP BY article_id, side
    UNION ALL
    SELECT article_id, side, 'flags' AS field, string_agg(concat_ws(': ', flag, detail), chr(10) ORDER BY flag) AS said,
        sum(hash(*COLUMNS(* EXCLUDE (side)))) AS print
    FROM flag
    GROUP BY article_id, side
),
paired AS (
    SELECT
        article_id,
        field,
        any_value(said) FILTER (side = 'was') AS was,
        any_value(said) FILTER (side = 'becomes') AS becomes,
        any_value(print) FILTER (side = 'was') AS print_was,
        any_value(print) FILTER (side = 'becomes') AS print_becomes
    FROM tagged
    GROUP BY article_id, field
)
SELECT item, field, was, becomes
FROM spoken
WHERE was IS DISTINCT FROM becomes
UNION ALL
SELECT item, field, was, becomes
FROM described
WHERE was IS DISTINCT FROM becomes
UNION ALL
SELECT
    current.item,
    CASE WHEN paired.was IS DISTINCT FROM paired.becomes THEN paired.field ELSE 'evidence' END AS field,
    paired.was,
    paired.becomes
FROM paired
JOIN current ON current.article_id = paired.article_id
WHERE paired.print_was IS DISTINCT FROM paired.print_becomes
ORDER BY item, field

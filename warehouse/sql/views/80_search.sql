-- Full-text search as a table: SELECT * FROM mart.search('"ngoại giao" bỉ hợp*') JOIN mart.article USING (article_id).
-- The same words, weights and ranking as `khotin search` (warehouse.search_ranking), folded here as transforms.search_words
-- folds them. A phrase in quotation marks is looked for in the text of the articles that have all its words; without
-- one no text is read.
--
-- What a query costs is planning for a good half, and a plan costs by what it names. So whatever a query cannot need, as
-- its text shows (strlen(query), contains(query, …)), is a condition that DuckDB finds false before it plans anything: the
-- search for beginnings and phrases, and those of the eight words for which the text is too short. Each word is compared
-- with a number, of which DuckDB makes a filter of the scan; a join would read whole vectors. Numbers are joined before
-- texts. The patterns for all scripts, which take milliseconds to compile, stand in columns: they are compiled where a
-- query in other letters needs them.
CREATE MACRO mart.search_fold(words) AS
    regexp_replace(
        lower(strip_accents(translate(words, 'đĐ', 'dD'))),
        '([\x{3040}-\x{30ff}\x{3400}-\x{9fff}\x{f900}-\x{faff}])',
        ' \1 ',
        'g'
    );

-- A pattern that only phrases need, empty for a query that has none: patterns for all scripts take milliseconds to compile.
CREATE MACRO mart.search_pattern(query, pattern) AS if(regexp_matches(query, '["“”„]'), pattern, '');

-- A text as its folded words, between single spaces; those of two paragraphs have a bar between them.
CREATE MACRO mart.search_plain(query, words) AS
    ' ' || regexp_replace(
        mart.search_fold(words), mart.search_pattern(query, '[^\p{L}\p{N}|]+'), ' ', 'g'
    ) || ' ';

-- The pattern of texts that may hold the first phrase of a query, in whatever spelling: any letter beyond ASCII stands for
-- one with diacritics, and those of other alphabets for each other. With it a text that does not have the phrase is known
-- without being folded, which takes ten times as long.
CREATE MACRO mart.search_sieve(query) AS
    mart.search_pattern(
        query,
        '(?:^|[^\p{Latin}\p{N}])' || replace(
            replace(
                regexp_replace(
                    regexp_replace(
                        trim(
                            regexp_replace(
                                regexp_extract(mart.search_fold(translate(query, '“”„', '"""')), '^[^"]*"([^"]*)"', 1),
                                mart.search_pattern(query, '[^\p{L}\p{N}]+'), ' ', 'g'
                            )
                        ),
                        ' *[^\x00-\x7f][^a-z0-9]*', '~', 'g'
                    ),
                    '[a-z]', '(?:(?i:\0)|[^\\x00-\\x7f])\\p{M}*', 'g'
                ),
                ' ', '[^\p{L}\p{N}|]+'
            ),
            '~', '[^\p{L}\p{N}|]*[^\x00-\x7f](?:[^\x00-\x7f]|[^\p{L}\p{N}|])*'
        ) || '(?:[^\p{Latin}\p{N}]|$)'
    );

CREATE MACRO mart.search(query) AS TABLE
WITH said AS (
    -- Every second part stands in quotation marks.
    SELECT
        string_split(mart.search_fold(translate(query, '“”„', '"""')), '"') AS parts,
        '([\p{L}\p{N}]+)([^\p{L}\p{N}\s]*\*(?:\s|$))?' AS a_word,
        '[^\p{L}\p{N}]+' AS signs
),
spoken AS (
    SELECT
        array_to_string(
            list_transform(parts, lambda part, place: if(place % 2 = 0, translate(part, '*', ' '), part)), ' '
        ) AS words,
        list_filter(parts, lambda part, place: place % 2 = 0 AND place < len(parts)) AS phrases,
        a_word,
        signs
    FROM said
),
-- Words, those that are beginnings with their asterisk.
asked AS MATERIALIZED (
    SELECT
        list_distinct(
            CASE
                WHEN strlen(words) = length(words)
                    THEN regexp_extract_all(words, '([a-z0-9]+)([^a-z0-9\s]*\*(?:\s|$))?')
                ELSE regexp_extract_all(words, a_word)
            END
        ) AS words,
        list_transform(phrases, lambda phrase: trim(regexp_replace(phrase, signs, ' ', 'g'))) AS phrases,
        signs
    FROM spoken
),
wanted AS MATERIALIZED (
    SELECT
        list_transform(words, lambda word: if(contains(word, '*'), NULL, md5_number_lower(word[:64]))) AS terms,
        CASE
            WHEN len(words) > 8 THEN error(len(words) || ' words are too many to search for at once: give 8 at most')
            ELSE len(words)
        END AS words,
        list_transform(
            words, lambda word: if(contains(word, '*'), regexp_replace(word, signs, ''), NULL)
        ) AS beginnings,
        list_transform(
            list_filter(phrases, lambda phrase: contains(phrase, ' ')), lambda phrase: ' ' || phrase || ' '
        ) AS phrases
    FROM asked
),
-- As the command does, of very many words that begin so the shortest.
beginning AS (
    SELECT begun.place, stored.term
    FROM (SELECT unnest(beginnings) AS beginning, generate_subscripts(beginnings, 1) AS place FROM wanted) AS begun
    JOIN ops.search_word AS stored ON starts_with(stored.word, begun.beginning)
    QUALIFY row_number() OVER (PARTITION BY begun.place ORDER BY length(stored.word), stored.word) <= 200
),
posting AS NOT MATERIALIZED (
    FROM ops.search_posting UNION ALL FROM ops.search_recent
),
hit AS MATERIALIZED (
    SELECT 1 AS place, doc, weight FROM posting WHERE strlen(query) >= 1 AND term = (SELECT terms[1] FROM wanted)
    UNION ALL
    SELECT 2 AS place, doc, weight FROM posting WHERE strlen(query) >= 3 AND term = (SELECT terms[2] FROM wanted)
    UNION ALL
    SELECT 3 AS place, doc, weight FROM posting WHERE strlen(query) >= 5 AND term = (SELECT terms[3] FROM wanted)
    UNION ALL
    SELECT 4 AS place, doc, weight FROM posting WHERE strlen(query) >= 7 AND term = (SELECT terms[4] FROM wanted)
    UNION ALL
    SELECT 5 AS place, doc, weight FROM posting WHERE strlen(query) >= 9 AND term = (SELECT terms[5] FROM wanted)
    UNION ALL
    SELECT 6 AS place, doc, weight FROM posting WHERE strlen(query) >= 11 AND term = (SELECT terms[6] FROM wanted)
    UNION ALL
    SELECT 7 AS place, doc, weight FROM posting WHERE strlen(query) >= 13 AND term = (SELECT terms[7] FROM wanted)
    UNION ALL
    SELECT 8 AS place, doc, weight FROM posting WHERE strlen(query) >= 15 AND term = (SELECT terms[8] FROM wanted)
    UNION ALL
    SELECT beginning.place, posting.doc, sum(posting.weight)
    FROM posting
    JOIN beginning ON beginning.term = posting.term
    WHERE contains(query, '*')
    GROUP BY ALL
),
document AS MATERIALIZED (
    SELECT count(*) AS documents, greatest(avg(words), 1) AS words FROM ops.search_document
),
rarity AS (
    SELECT place, ln(1 + ((SELECT documents FROM document) - articles + 0.5) / (articles + 0.5)) AS idf
    FROM (SELECT place, count(*) AS articles FROM hit GROUP BY place)
),
weighed AS MATERIALIZED (
    SELECT hit.doc, hit.weight, rarity.idf FROM hit JOIN rarity ON rarity.place = hit.place
),
scored AS (
    SELECT
        weighed.doc,
        sum(
            weighed.idf * weighed.weight * 2.2e0
            / (weighed.weight + 1.2e0 * (0.25e0 + 0.75e0 * words.words / (SELECT words FROM document)))
        ) AS score
    FROM weighed
    JOIN ops.search_document AS words ON words.doc = weighed.doc
    GROUP BY weighed.doc
    HAVING count(*) = (SELECT words FROM wanted)
),
ranked AS MATERIALIZED (
    SELECT words.article_id, words.version, scored.score
    FROM scored
    JOIN ops.search_document AS words ON words.doc = scored.doc
),
-- Where the texts of the articles stand that must have phrases: nowhere, if there are no phrases.
text AS MATERIALIZED (
    SELECT stored.rowid AS place
    FROM (SELECT article_id, version FROM ranked WHERE regexp_matches(query, '["“”„]') AND (SELECT len(phrases) > 0 FROM wanted)) AS sought
    JOIN core.article_version AS stored ON stored.article_id = sought.article_id AND stored.version = sought.version
),
sieved AS (
    SELECT article_id, words, regexp_extract_all(words, mart.search_sieve(query)) AS matches
    FROM (
        SELECT article_id, concat_ws(' | ', title, summary, array_to_string(body, ' | ')) AS words
        FROM core.article_version
        WHERE regexp_matches(query, '["“”„]') AND rowid IN (SELECT place FROM text)
    )
),
-- Whether the phrases stand in a text: one in what matched the pattern; folded as a whole is a text only where it is not
-- found there, or where there are several.
checked AS (
    SELECT
        sieved.article_id,
        CASE
            WHEN len(sieved.matches) = 0 THEN false
            WHEN len(wanted.phrases) = 1
                AND contains(mart.search_plain(query, array_to_string(sieved.matches, ' | ')), wanted.phrases[1]) THEN true
            ELSE list_bool_and(
                list_transform(
                    wanted.phrases, lambda phrase: contains(mart.search_plain(query, sieved.words), phrase)
                )
            )
        END AS stands
    FROM sieved
    CROSS JOIN wanted
),
-- A group for each article, because a plain filter would be applied to every text that there is.
phrased AS (
    SELECT article_id
    FROM checked
    GROUP BY article_id
    HAVING bool_and(stands)
)
SELECT ranked.article_id, ranked.score
FROM ranked
WHERE (SELECT len(phrases) = 0 FROM wanted) OR ranked.article_id IN (FROM phrased);

COMMENT ON MACRO mart.search_fold IS 'A text as the full-text index has it: lower case, without diacritics.';
COMMENT ON MACRO TABLE mart.search IS 'Articles that hold every word of the query, with their score (BM25): words, "phrases", beginnings*.';
COMMENT ON MACRO mart.search_pattern IS 'A pattern that mart.search needs for phrases, empty for a query without.';
COMMENT ON MACRO mart.search_plain IS 'A text as its words in the full-text index, between single spaces.';
COMMENT ON MACRO mart.search_sieve IS 'The pattern of texts that can hold the first phrase of a query, by which mart.search begins.';

-- Full-text search as a table: SELECT * FROM mart.search('"ngoại giao" bỉ hợp*') JOIN mart.article USING (article_id).
-- The same words, weights and ranking as `khotin search` (sql/queries/search.sql), folded here as transforms.search_words
-- folds them. A phrase in quotation marks is looked for in the text of the articles that have all its words; without
-- one no text is read.
CREATE MACRO mart.search_fold(words) AS
    regexp_replace(
        lower(strip_accents(replace(replace(nfc_normalize(words), 'đ', 'd'), 'Đ', 'D'))),
        '([\x{3040}-\x{30ff}\x{3400}-\x{9fff}\x{f900}-\x{faff}])',
        ' \1 ',
        'g'
    );

CREATE MACRO mart.search(query) AS TABLE
WITH folded AS (
    SELECT mart.search_fold(regexp_replace(query, '[“”„]', '"', 'g')) AS words
),
phrase AS MATERIALIZED (
    SELECT DISTINCT ' ' || trim(regexp_replace(one, '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' AS words
    FROM (SELECT unnest(regexp_extract_all(words, '"([^"]+)"', 1)) AS one FROM folded)
    WHERE regexp_matches(one, '[\p{L}\p{N}]')
),
asked AS (
    SELECT DISTINCT rtrim(word, '*') AS word, ends_with(word, '*') AS begins, md5_number_lower(word) AS place
    FROM (SELECT unnest(regexp_split_to_array(words, '[^\p{L}\p{N}*]+')) AS word FROM folded)
    WHERE rtrim(word, '*') <> ''
),
wanted AS (
    SELECT place, md5_number_lower(word) AS term FROM asked WHERE NOT begins
    UNION ALL
    SELECT asked.place, stored.term
    FROM asked
    JOIN ops.search_word AS stored ON starts_with(stored.word, asked.word)
    WHERE asked.begins
),
hit AS MATERIALIZED (
    SELECT wanted.place, posting.doc, sum(posting.weight) AS weight
    FROM (FROM ops.search_posting UNION ALL FROM ops.search_recent) AS posting
    JOIN wanted ON wanted.term = posting.term
    GROUP BY ALL
),
document AS (
    SELECT count(*) AS documents, greatest(avg(words), 1) AS words FROM ops.search_document
),
rarity AS (
    SELECT place, ln(1 + (any_value(document.documents) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
    FROM hit
    CROSS JOIN document
    GROUP BY place
),
scored AS MATERIALIZED (
    SELECT
        hit.doc,
        sum(rarity.idf * hit.weight * 2.2 / (hit.weight + 1.2 * (0.25 + 0.75 * words.words / document.words))) AS score
    FROM hit
    JOIN rarity ON rarity.place = hit.place
    JOIN ops.search_document AS words ON words.doc = hit.doc
    CROSS JOIN document
    GROUP BY hit.doc
    HAVING count(*) = (SELECT count(*) FROM asked)
),
ranked AS MATERIALIZED (
    SELECT words.article_id, scored.score
    FROM scored
    JOIN ops.search_document AS words ON words.doc = scored.doc
),
sought AS MATERIALIZED (
    SELECT ranked.article_id, phrase.words FROM ranked CROSS JOIN phrase
),
phrased AS (
    SELECT sought.article_id
    FROM sought
    JOIN core.article AS article ON article.article_id = sought.article_id
    JOIN core.article_version AS stored ON stored.article_id = sought.article_id AND stored.version = article.version
    WHERE contains(
        ' ' || regexp_replace(
            mart.search_fold(concat_ws(' | ', stored.title, stored.summary, array_to_string(stored.body, ' | '))),
            '[^\p{L}\p{N}|]+',
            ' ',
            'g'
        ) || ' ',
        sought.words
    )
    GROUP BY sought.article_id
    HAVING count(*) = (SELECT count(*) FROM phrase)
)
SELECT ranked.article_id, ranked.score
FROM ranked
WHERE NOT EXISTS (FROM phrase) OR ranked.article_id IN (FROM phrased);

COMMENT ON MACRO mart.search_fold IS 'A text as the full-text index has it: lower case, without diacritics.';
COMMENT ON MACRO TABLE mart.search IS 'Articles that hold every word of the query, with their score (BM25): words, "phrases", beginnings*.';

-- Copies whose lineage is not stored, or is that of other versions or of another original: of the wanted articles, and of
-- the wanted originals, with the paragraphs of both sides. The words are read by row id, as a join by article would read
-- those of every article.
WITH copy AS (
    FROM core.duplicate SEMI JOIN wanted ON wanted.value = duplicate.article_id
    UNION
    FROM core.duplicate SEMI JOIN wanted ON wanted.value = duplicate.of_article_id
),
pair AS MATERIALIZED (
    SELECT
        copy.article_id,
        article.version,
        words.rowid AS place,
        copy.of_article_id,
        original.version AS of_version,
        of_words.rowid AS of_place
    FROM copy
    JOIN core.article AS article ON article.article_id = copy.article_id
    JOIN core.article_version AS words ON words.article_id = article.article_id AND words.version = article.version
    JOIN core.article AS original ON original.article_id = copy.of_article_id
    JOIN core.article_version AS of_words
        ON of_words.article_id = original.article_id AND of_words.version = original.version
    ANTI JOIN core.copy_lineage AS stored
        ON stored.article_id = copy.article_id
        AND stored.version = article.version
        AND stored.of_article_id = copy.of_article_id
        AND stored.of_version = original.version
),
read AS MATERIALIZED (
    SELECT rowid AS place, body
    FROM core.article_version
    WHERE rowid IN (SELECT place FROM pair UNION SELECT of_place FROM pair)
)
SELECT pair.article_id, pair.version, words.body, pair.of_article_id, pair.of_version, of_words.body AS of_body
FROM pair
JOIN read AS words ON words.place = pair.place
JOIN read AS of_words ON of_words.place = pair.of_place

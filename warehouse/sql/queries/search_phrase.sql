-- Whether the wanted articles have every phrase, in one paragraph each; phrases as folded words between single spaces.
-- Texts are read by their place in the table. A phrase that is the only one is looked for in what matches its pattern
-- ($sieve, warehouse.phrases) first; folded as mart.search does is a text only where it is not found there, or where there
-- are several. Nothing is filtered by what is found: DuckDB would fold every text that there is first, wanted or not.
WITH wanted AS MATERIALIZED (
    SELECT stored.rowid AS place
    FROM core.article_version AS stored
    JOIN (SELECT unnest($ids::VARCHAR[]) AS article_id) AS asked ON asked.article_id = stored.article_id
    JOIN core.article AS article ON article.article_id = stored.article_id AND article.version = stored.version
),
sieved AS (
    SELECT article_id, words, regexp_extract_all(words, $sieve) AS matches
    FROM (
        SELECT article_id, concat_ws(' | ', title, summary, array_to_string(body, ' | ')) AS words
        FROM core.article_version
        WHERE rowid IN (SELECT place FROM wanted)
    )
)
SELECT
    article_id,
    CASE
        WHEN len(matches) = 0 THEN false
        WHEN len($phrases::VARCHAR[]) = 1 AND contains(
            ' ' || regexp_replace(mart.search_fold(array_to_string(matches, ' | ')), '[^\p{L}\p{N}|]+', ' ', 'g') || ' ',
            list_extract($phrases::VARCHAR[], 1)
        ) THEN true
        ELSE list_bool_and(
            list_transform(
                $phrases::VARCHAR[],
                lambda phrase: contains(
                    ' ' || regexp_replace(mart.search_fold(words), '[^\p{L}\p{N}|]+', ' ', 'g') || ' ', phrase
                )
            )
        )
    END AS stands
FROM sieved

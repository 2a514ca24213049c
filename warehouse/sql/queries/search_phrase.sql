-- Whether the wanted articles have every phrase, in one paragraph each; phrases as folded words between single spaces.
-- Texts are read by their place in the table, and folded here as mart.search does. Nothing is filtered by what is found:
-- DuckDB would fold every text that there is first, wanted or not.
WITH wanted AS MATERIALIZED (
    SELECT stored.rowid AS place
    FROM core.article_version AS stored
    JOIN (SELECT unnest($ids::VARCHAR[]) AS article_id) AS asked ON asked.article_id = stored.article_id
    JOIN core.article AS article ON article.article_id = stored.article_id AND article.version = stored.version
),
folded AS (
    SELECT
        article_id,
        ' ' || regexp_replace(
            mart.search_fold(concat_ws(' | ', title, summary, array_to_string(body, ' | '))), '[^\p{L}\p{N}|]+', ' ', 'g'
        ) || ' ' AS words
    FROM core.article_version
    WHERE rowid IN (SELECT place FROM wanted)
)
SELECT article_id, list_bool_and(list_transform($phrases::VARCHAR[], lambda phrase: contains(words, phrase))) AS stands
FROM folded

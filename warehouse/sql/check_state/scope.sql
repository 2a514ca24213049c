-- The articles that the checks look at, numbered in the order in which their words lie in the file: all of them, or those
-- that were loaded or corrected since the checks last looked. Row ids lead to their words without reading other text.
CREATE OR REPLACE TEMP TABLE check_scope AS
WITH unchecked AS (
    SELECT DISTINCT run_id, loaded_at FROM ops.batch WHERE checked_at IS NULL
),
chosen AS (
    SELECT article_id, version, rowid AS article_row
    FROM core.article
    WHERE $everything
    UNION
    SELECT article.article_id, article.version, article.rowid
    FROM core.article AS article
    SEMI JOIN unchecked ON unchecked.run_id = article.run_id AND unchecked.loaded_at = article.loaded_at
    WHERE NOT $everything
    UNION
    SELECT article.article_id, article.version, article.rowid
    FROM core.article AS article
    SEMI JOIN ops.recheck AS again ON again.article_id = article.article_id
    WHERE NOT $everything
)
SELECT
    chosen.article_id,
    chosen.article_row,
    words.rowid AS words_row,
    row_number() OVER (ORDER BY words.rowid) - 1 AS place
FROM chosen
JOIN core.article_version AS words ON words.article_id = chosen.article_id AND words.version = chosen.version

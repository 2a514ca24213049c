-- What placing the wanted articles among copies needs. The words are read by row id, as a join by article would read those
-- of every article.
WITH asked AS MATERIALIZED (
    SELECT article.*, source.source_id AS outlet, source.publisher AS source_publisher, words.rowid AS place
    FROM core.article AS article
    SEMI JOIN wanted ON wanted.value = article.article_id
    JOIN core.article_version AS words ON words.article_id = article.article_id AND words.version = article.version
    LEFT JOIN core.source AS source ON source.source_id = article.source_id AND source.homepage IS NOT NULL
),
read AS MATERIALIZED (
    SELECT rowid AS place, body
    FROM core.article_version
    WHERE rowid IN (SELECT place FROM asked)
)
SELECT
    asked.article_id,
    asked.title,
    read.body,
    asked.published_at,
    asked.published_edtf,
    asked.first_seen_at,
    asked.agency_code AS agency,
    asked.outlet,
    asked.source_publisher AS publisher
FROM asked
JOIN read ON read.place = asked.place

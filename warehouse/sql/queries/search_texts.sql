-- The texts of articles, every version, by their place in the table, because DuckDB unpacks only the vectors of those rows
-- then; joined with anything else, it unpacks all. Of 100,000 articles 20 cost 35 ms of CPU, nearly all of it for the body,
-- whose list is unpacked 2,048 rows at a time.
SELECT article_id, version, title, summary, body
FROM core.article_version
WHERE rowid IN (SELECT unnest($places::BIGINT[]))

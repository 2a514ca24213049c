-- The words of the next articles that the full-text index does not have (load/search_fresh).
SELECT article_id, version, title, summary, body
FROM core.article_version
WHERE rowid IN (SELECT place FROM search_fresh ORDER BY place LIMIT $most OFFSET $begin)

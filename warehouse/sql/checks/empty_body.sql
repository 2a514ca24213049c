-- name: empty-body
-- severity: row
-- explains: An article has at least one paragraph with a letter or digit in it.
SELECT article.article_id AS subject, article.source_id, 'no paragraph with a letter or digit' AS detail
FROM core.article AS article
JOIN core.article_version AS words ON words.article_id = article.article_id AND words.version = article.version
WHERE NOT regexp_matches(array_to_string(words.body, ' '), '[\p{L}\p{N}]')

-- name: empty-body
-- severity: row
-- explains: An article has at least one paragraph with a letter or digit in it.
-- mend: Look at the page: if it has a text, the source's [[layouts]] miss it (khotin sources check --live).
SELECT article_id AS subject, source_id, 'no paragraph with a letter or digit' AS detail
FROM checked
WHERE NOT regexp_matches(body, '[\p{L}\p{N}]')

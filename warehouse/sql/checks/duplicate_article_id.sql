-- name: duplicate-article-id
-- severity: structural
-- explains: Every article has one row in core.article; two rows would count and show it twice.
-- mend: Two writers loaded one article, which the warehouse of one machine cannot: restore the latest backup, or delete the older row of each.
SELECT article_id AS subject, any_value(source_id) AS source_id, count(*) || ' rows' AS detail
FROM core.article
GROUP BY article_id
HAVING count(*) > 1

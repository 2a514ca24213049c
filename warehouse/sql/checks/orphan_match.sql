-- name: orphan-match
-- severity: structural
-- explains: Both sides of a match are articles, the lesser id first, and a pair has one row.
-- mend: Rows were deleted by hand, or a removal was cut short: repeat khotin forget, restore the latest backup, or delete the rows named here.
SELECT match.article_id AS subject, NULL::VARCHAR AS source_id, 'matches ' || match.other_id || '; one of them is no article' AS detail
FROM core.match AS match
LEFT JOIN core.article AS one ON one.article_id = match.article_id
LEFT JOIN core.article AS other ON other.article_id = match.other_id
WHERE one.article_id IS NULL OR other.article_id IS NULL
UNION ALL
SELECT article_id, NULL, 'matches ' || other_id || ' in the wrong order'
FROM core.match
WHERE article_id >= other_id
UNION ALL
SELECT article_id, NULL, 'matches ' || other_id || ' ' || count(*) || ' times'
FROM core.match
GROUP BY article_id, other_id
HAVING count(*) > 1

-- name: orphan-duplicate
-- severity: structural
-- explains: Both sides of a repetition are articles, two different ones; an article repeats one other at most, and that one repeats none.
-- mend: Rows were deleted by hand, or a removal was cut short: repeat khotin forget, restore the latest backup, or delete the rows named here.
SELECT duplicate.article_id AS subject, NULL::VARCHAR AS source_id, 'repeats ' || duplicate.of_article_id || '; one of them is no article' AS detail
FROM core.duplicate AS duplicate
LEFT JOIN core.article AS copy ON copy.article_id = duplicate.article_id
LEFT JOIN core.article AS original ON original.article_id = duplicate.of_article_id
WHERE copy.article_id IS NULL OR original.article_id IS NULL
UNION ALL
SELECT article_id, NULL, 'repeats itself'
FROM core.duplicate
WHERE article_id = of_article_id
UNION ALL
SELECT article_id, NULL, 'repeats ' || count(*) || ' articles'
FROM core.duplicate
GROUP BY article_id
HAVING count(*) > 1
UNION ALL
SELECT duplicate.article_id, NULL, 'repeats ' || duplicate.of_article_id || ', which itself repeats another'
FROM core.duplicate AS duplicate
SEMI JOIN core.duplicate AS original ON original.article_id = duplicate.of_article_id
WHERE duplicate.article_id <> duplicate.of_article_id

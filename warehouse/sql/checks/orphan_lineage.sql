-- name: orphan-lineage
-- severity: structural
-- explains: The lineage of a copy goes back to its original, and there is one row of it at most.
-- mend: Rows were deleted by hand, or a removal was cut short: repeat khotin forget, restore the latest backup, or delete the rows named here.
SELECT lineage.article_id AS subject, NULL::VARCHAR AS source_id, 'goes back to ' || lineage.of_article_id || ', of which it is no copy' AS detail
FROM core.copy_lineage AS lineage
ANTI JOIN core.duplicate AS duplicate
    ON duplicate.article_id = lineage.article_id AND duplicate.of_article_id = lineage.of_article_id
UNION ALL
SELECT article_id, NULL, 'has ' || count(*) || ' lineages'
FROM core.copy_lineage
GROUP BY article_id
HAVING count(*) > 1

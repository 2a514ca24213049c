-- The copies of the wanted articles.
SELECT of_article_id, article_id
FROM core.duplicate
SEMI JOIN wanted ON wanted.value = duplicate.of_article_id
ORDER BY article_id

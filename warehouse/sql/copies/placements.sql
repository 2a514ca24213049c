-- Where articles are placed.
SELECT placed.article_id, placed.of_article_id, placed.kind, placed.similarity
FROM core.duplicate AS placed
JOIN wanted ON wanted.value = placed.article_id

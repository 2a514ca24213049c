-- Those of the wanted articles that were never placed among copies, or are in no story: loaded by an older Khotin.
SELECT article.article_id
FROM core.article AS article
SEMI JOIN wanted ON wanted.value = article.article_id
LEFT JOIN ops.copy_document AS placed ON placed.article_id = article.article_id
LEFT JOIN core.story_article AS told ON told.article_id = article.article_id
WHERE placed.article_id IS NULL OR told.article_id IS NULL

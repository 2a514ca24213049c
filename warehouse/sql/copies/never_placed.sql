-- Articles that were never placed among copies: what an older version of Khotin loaded, and what this batch has written.
SELECT article.article_id
FROM core.article AS article
ANTI JOIN ops.copy_document AS placed ON placed.article_id = article.article_id
ORDER BY article.first_seen_at, article.article_id

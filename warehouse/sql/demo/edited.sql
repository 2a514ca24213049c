-- The demo: what the given run found edited, before and after.
SELECT article.source_id, old.title AS title_before, new.title AS title_after, new.version,
    old.word_count AS words_before, new.word_count AS words_after
FROM core.article_version AS new
JOIN core.article_version AS old ON old.article_id = new.article_id AND old.version = new.version - 1
JOIN core.article AS article ON article.article_id = new.article_id
WHERE new.run_id = $run_id
ORDER BY ALL

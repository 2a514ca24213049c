-- Versions that came after one whose words are others now are compared with it again before the next publishing.
UPDATE core.article_version AS stored
SET changed = NULL, signs = NULL, notices = NULL, paragraphs = NULL, words_added = NULL, words_removed = NULL
FROM staged
WHERE staged.is_reworded AND stored.article_id = staged.article_id AND stored.version = staged.version + 1

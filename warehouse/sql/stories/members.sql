-- The articles of the wanted stories.
SELECT story_id, article_id
FROM core.story_article
SEMI JOIN wanted ON wanted.value = story_article.story_id
ORDER BY article_id

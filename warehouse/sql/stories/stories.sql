-- The stories of the wanted articles.
SELECT article_id, story_id
FROM core.story_article
SEMI JOIN wanted ON wanted.value = story_article.article_id

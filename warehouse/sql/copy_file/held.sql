-- The story that the copies of an article were in before it came: that of the first of them.
SELECT placed.of_article_id, arg_min(story.story_id, stored.doc)
FROM wanted
JOIN core.duplicate AS placed ON placed.of_article_id = wanted.value
JOIN core.story_article AS story ON story.article_id = placed.article_id
JOIN ops.copy_document AS stored ON stored.article_id = placed.article_id
GROUP BY placed.of_article_id

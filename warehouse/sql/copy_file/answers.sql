-- Where the articles of some lines are placed and which story they tell, in the order of the lines.
SELECT line.line, line.article_id, line.refusal, placed.of_article_id, placed.kind, placed.similarity, story.story_id
FROM temp.line AS line
LEFT JOIN core.duplicate AS placed USING (article_id)
LEFT JOIN core.story_article AS story ON story.article_id = coalesce(placed.of_article_id, line.article_id)
WHERE line.line >= $first AND line.line < $after
ORDER BY line.line

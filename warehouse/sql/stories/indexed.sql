-- Which of the wanted articles have their features here.
SELECT article_id
FROM ops.story_report
SEMI JOIN wanted ON wanted.value = story_report.article_id

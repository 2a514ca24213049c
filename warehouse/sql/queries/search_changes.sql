-- How many documents are to go, and how many articles have none.
SELECT count(*) FILTER (article_id IS NULL), count(article_id) FROM search_change

-- Which articles are copies.
SELECT placed.article_id FROM core.duplicate AS placed JOIN wanted ON wanted.value = placed.article_id

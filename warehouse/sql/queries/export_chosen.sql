-- The articles whose archived answers are exported; the query is the person's own, on a connection that can only read.
CREATE TEMP TABLE exported AS
SELECT article_id
FROM ({query})

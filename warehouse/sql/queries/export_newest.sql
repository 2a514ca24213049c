-- The newest of the exported articles, newest first, as many as a feed reader wants.
SELECT *
FROM ({query})
ORDER BY coalesce(published_at, published_date::TIMESTAMPTZ, first_seen_at) DESC, article_id
LIMIT {most}

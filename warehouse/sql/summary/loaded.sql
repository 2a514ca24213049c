-- What a run loaded, new articles and new versions, the latest first.
SELECT source_id, published_at, title, url FROM mart.article WHERE run_id = $run ORDER BY published_at DESC

-- What a run loaded of one source, new articles and new versions, the latest first.
SELECT published_at, title, url FROM mart.article WHERE run_id = $run AND source_id = $source ORDER BY published_at DESC

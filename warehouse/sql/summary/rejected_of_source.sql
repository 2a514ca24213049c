-- What a run could not use of one source, and why.
SELECT reason, url, detail FROM ops.reject WHERE run_id = $run AND source_id = $source ORDER BY ALL

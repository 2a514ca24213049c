-- What a run could not use, and why.
SELECT source_id, reason, url, detail FROM ops.reject WHERE run_id = $run ORDER BY ALL

-- The demo: what the given run found edited, and what the outlet says of it.
SELECT source_id, title_before, title AS title_after, changed, signs, coalesce(correction, update_note) AS says
FROM mart.edit
WHERE run_id = $run_id
ORDER BY ALL

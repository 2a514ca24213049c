-- The demo: who ran whose story, how long after, and what became of it on the way.
SELECT of_source_id AS first_run_by, source_id AS copied_by, title, later, round(100 * share_kept)::INTEGER AS percent_kept,
    len(cut) AS paragraphs_cut, len(added) AS paragraphs_added
FROM mart.wire_lineage
ORDER BY coalesce(published_at, published_date::TIMESTAMPTZ), title

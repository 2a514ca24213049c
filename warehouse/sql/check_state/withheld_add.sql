-- Newly withheld articles leave mart with this row.
INSERT INTO ops.withheld (article_id, check_name, content_hash, detail, withheld_at)
SELECT article_id, check_name, content_hash, detail, $now
FROM newly_withheld

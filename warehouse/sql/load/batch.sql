-- The record of the load itself.
INSERT INTO ops.batch
    (batch_id, run_id, source_id, loaded_at, articles, articles_new, articles_updated, fetches, rejects, code_version)
VALUES
    ($batch_id, $run_id, $source_id, $loaded_at, $articles, $articles_new, $articles_updated, $fetches, $rejects, $code_version)

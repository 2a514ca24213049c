-- Whether this very batch has been committed before.
SELECT count(*) > 0 FROM ops.batch WHERE batch_id = $batch_id

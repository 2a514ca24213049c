-- Which of the wanted batches have been committed before.
SELECT batch_id FROM ops.batch WHERE batch_id IN (SELECT unnest($wanted))

-- Which of the wanted batches have been committed before.
SELECT batch_id FROM ops.batch SEMI JOIN wanted ON wanted.value = batch.batch_id

-- Ends the record of a run that was killed, if it did not end by itself.
UPDATE ops.run
SET state = 'failed', message = 'did not end', finished_at = $now
WHERE run_id = $run_id AND source_id = $source_id AND state = 'running'

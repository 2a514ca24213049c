-- Rejects that this run has not recorded yet.
INSERT INTO ops.reject BY NAME
SELECT DISTINCT ON (incoming.reject_id) incoming.*
FROM incoming_reject AS incoming
ANTI JOIN ops.reject AS stored ON stored.reject_id = incoming.reject_id

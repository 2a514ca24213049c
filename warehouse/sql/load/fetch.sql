-- Exchanges that are not here yet. The same batch twice adds nothing; a new run has new ids.
INSERT INTO raw.fetch BY NAME
SELECT DISTINCT ON (incoming.fetch_id) incoming.*
FROM incoming_fetch AS incoming
ANTI JOIN raw.fetch AS stored ON stored.fetch_id = incoming.fetch_id

-- What was said of the use of each page, once per exchange.
INSERT INTO raw.rights BY NAME
SELECT DISTINCT ON (incoming.fetch_id) incoming.*
FROM incoming_rights AS incoming
ANTI JOIN raw.rights AS stored ON stored.fetch_id = incoming.fetch_id

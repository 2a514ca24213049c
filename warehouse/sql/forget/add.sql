-- New tombstones; one that is there stays as it is.
INSERT INTO ops.tombstone BY NAME
SELECT incoming.*
FROM incoming_tombstone AS incoming
ANTI JOIN ops.tombstone AS stored ON stored.digest = incoming.digest

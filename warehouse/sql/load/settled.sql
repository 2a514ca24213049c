-- URL keys that need no further try.
DELETE FROM ops.pending
USING incoming_settled AS incoming
WHERE pending.source_id = incoming.source_id AND pending.url_key = incoming.url_key

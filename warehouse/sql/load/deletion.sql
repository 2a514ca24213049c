-- Disappearances: new ones are added, those that are known say what the latest visit found.
MERGE INTO core.article_deletion AS stored
USING incoming_deletion AS incoming
ON stored.article_id = incoming.article_id AND stored.seen_at = incoming.seen_at
WHEN MATCHED THEN UPDATE SET
    last_seen_at = incoming.last_seen_at,
    visits = incoming.visits,
    confirmed_at = incoming.confirmed_at,
    restored_at = incoming.restored_at
WHEN NOT MATCHED THEN INSERT BY NAME

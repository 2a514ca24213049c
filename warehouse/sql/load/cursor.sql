-- State of the listings. An older poll never replaces a later one, unless it is so much older that the clock must have
-- been wrong at the later one; of several in a batch the last counts. A listing is written at every poll, because the
-- time of the poll is part of its state.
MERGE INTO ops.cursor AS stored
USING (
    SELECT *
    FROM incoming_cursor
    QUALIFY row_number() OVER (PARTITION BY source_id, listing ORDER BY polled_at DESC, item DESC) = 1
) AS incoming
ON stored.source_id = incoming.source_id AND stored.listing = incoming.listing
WHEN MATCHED
    AND (incoming.polled_at >= stored.polled_at OR incoming.polled_at < stored.polled_at - INTERVAL 1 DAY)
    AND (incoming.kind, incoming.polled_at, incoming.etag, incoming.last_modified, incoming.body_sha256, incoming.items, incoming.complete)
        IS DISTINCT FROM
        (stored.kind, stored.polled_at, stored.etag, stored.last_modified, stored.body_sha256, stored.items, stored.complete)
THEN UPDATE SET
    kind = incoming.kind,
    polled_at = incoming.polled_at,
    etag = incoming.etag,
    last_modified = incoming.last_modified,
    body_sha256 = incoming.body_sha256,
    items = incoming.items,
    complete = incoming.complete,
    changed_at = incoming.changed_at,
    verified_at = incoming.verified_at,
    unchanged = incoming.unchanged,
    interval_seconds = incoming.interval_seconds,
    distrust = incoming.distrust,
    ttl_seconds = incoming.ttl_seconds,
    max_age_seconds = incoming.max_age_seconds,
    skip_hours = incoming.skip_hours,
    skip_days = incoming.skip_days,
    run_id = incoming.run_id
WHEN NOT MATCHED THEN INSERT
    (
        source_id, listing, kind, polled_at, etag, last_modified, body_sha256, items, complete, changed_at,
        verified_at, unchanged, interval_seconds, distrust, ttl_seconds, max_age_seconds, skip_hours, skip_days,
        run_id
    )
    VALUES (
        incoming.source_id, incoming.listing, incoming.kind, incoming.polled_at, incoming.etag,
        incoming.last_modified, incoming.body_sha256, incoming.items, incoming.complete, incoming.changed_at,
        incoming.verified_at, incoming.unchanged, incoming.interval_seconds, incoming.distrust, incoming.ttl_seconds,
        incoming.max_age_seconds, incoming.skip_hours, incoming.skip_days, incoming.run_id
    )

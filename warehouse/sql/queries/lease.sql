-- Who holds a source at the given time, unless the lease has run out.
SELECT holder FROM ops.lease WHERE source_id = $source_id AND expires_at > $now

-- Who took the wanted sources last, and whether the lease still holds at the given time.
SELECT source_id, holder, expires_at > $now AS holds
FROM ops.lease
SEMI JOIN wanted ON wanted.value = lease.source_id

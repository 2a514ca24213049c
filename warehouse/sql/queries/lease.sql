-- Who took the wanted sources last, and whether the lease still holds at the given time. No lease is given for a week:
-- one that ends later was taken by a clock that was wrong, and would keep its source for as long as that was ahead.
SELECT source_id, holder, expires_at > $now AND expires_at < $now + INTERVAL 7 DAY AS holds
FROM ops.lease
SEMI JOIN wanted ON wanted.value = lease.source_id

-- Takes a place at a host ($1, a digest; $2, its number) until it is given back or the connection ends.
SELECT pg_try_advisory_lock(hashtext('khotin place'), hashtext($1 || ' ' || $2::TEXT))

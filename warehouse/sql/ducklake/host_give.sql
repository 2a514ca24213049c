-- Gives a place at a host back.
SELECT pg_advisory_unlock(hashtext('khotin place'), hashtext($1 || ' ' || $2::TEXT))

-- Waits until nobody else reads and writes what is known of a host ($1, a digest), for the rest of the transaction.
SELECT pg_advisory_xact_lock(hashtext('khotin gate'), hashtext($1))

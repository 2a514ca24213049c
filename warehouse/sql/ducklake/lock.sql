-- Waits a second for the one lock of all writers, in the order in which they asked, and holds it until the transaction ends.
FROM postgres_query('catalogue', 'SELECT set_config(''lock_timeout'', ''1s'', true)');
FROM postgres_query('catalogue', 'SELECT pg_advisory_xact_lock(hashtext(''khotin''), hashtext(''writer''))::VARCHAR');

-- Who holds the lock of writers: host and process, as they introduced themselves.
FROM postgres_query('catalogue', '
    SELECT application_name || coalesce('' at '' || host(client_addr), '''')
    FROM pg_locks
    JOIN pg_stat_activity USING (pid)
    WHERE locktype = ''advisory'' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid = hashtext(''khotin'')::OID
')

-- Writes what is known of a host.
INSERT INTO khotin_host (digest, noted, until, delay, pause_noted, pause_until)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (digest) DO UPDATE SET
    noted = excluded.noted,
    until = excluded.until,
    delay = excluded.delay,
    pause_noted = excluded.pause_noted,
    pause_until = excluded.pause_until

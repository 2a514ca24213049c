-- What is known of a host ($1, a digest), all 0 where nothing is, with the time by the database's clock.
SELECT
    extract(EPOCH FROM clock_timestamp())::DOUBLE PRECISION AS now,
    coalesce(noted, 0) AS noted,
    coalesce(until, 0) AS until,
    coalesce(delay, 0) AS delay,
    coalesce(pause_noted, 0) AS pause_noted,
    coalesce(pause_until, 0) AS pause_until
FROM (SELECT $1::TEXT AS asked) AS one
LEFT JOIN khotin_host ON digest = asked

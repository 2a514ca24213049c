-- The configured sources; rewritten only where something differs.
MERGE INTO core.source AS stored
USING incoming_source AS incoming
ON stored.source_id = incoming.source_id
WHEN MATCHED
    AND (incoming.name, incoming.publisher, incoming.homepage, incoming.country, incoming.language, incoming.timezone, incoming.schedule, incoming.enabled,
         incoming.expected_per_day, incoming.expected_chars, incoming.expected_fields, incoming.checks)
        IS DISTINCT FROM
        (stored.name, stored.publisher, stored.homepage, stored.country, stored.language, stored.timezone, stored.schedule, stored.enabled,
         stored.expected_per_day, stored.expected_chars, stored.expected_fields, stored.checks)
THEN UPDATE SET
    name = incoming.name,
    publisher = incoming.publisher,
    homepage = incoming.homepage,
    country = incoming.country,
    language = incoming.language,
    timezone = incoming.timezone,
    schedule = incoming.schedule,
    enabled = incoming.enabled,
    expected_per_day = incoming.expected_per_day,
    expected_chars = incoming.expected_chars,
    expected_fields = incoming.expected_fields,
    checks = incoming.checks
WHEN NOT MATCHED THEN INSERT
    (source_id, name, publisher, homepage, country, language, timezone, schedule, enabled,
     expected_per_day, expected_chars, expected_fields, checks)
    VALUES (incoming.source_id, incoming.name, incoming.publisher, incoming.homepage, incoming.country, incoming.language,
            incoming.timezone, incoming.schedule, incoming.enabled,
            incoming.expected_per_day, incoming.expected_chars, incoming.expected_fields, incoming.checks)

-- The configured sources; rewritten only where something differs.
MERGE INTO core.source AS stored
USING incoming_source AS incoming
ON stored.source_id = incoming.source_id
WHEN MATCHED
    AND (incoming.name, incoming.publisher, incoming.homepage, incoming.country, incoming.language, incoming.timezone, incoming.schedule, incoming.enabled)
        IS DISTINCT FROM
        (stored.name, stored.publisher, stored.homepage, stored.country, stored.language, stored.timezone, stored.schedule, stored.enabled)
THEN UPDATE SET
    name = incoming.name,
    publisher = incoming.publisher,
    homepage = incoming.homepage,
    country = incoming.country,
    language = incoming.language,
    timezone = incoming.timezone,
    schedule = incoming.schedule,
    enabled = incoming.enabled
WHEN NOT MATCHED THEN INSERT
    (source_id, name, publisher, homepage, country, language, timezone, schedule, enabled)
    VALUES (incoming.source_id, incoming.name, incoming.publisher, incoming.homepage, incoming.country, incoming.language,
            incoming.timezone, incoming.schedule, incoming.enabled)

-- Verdicts: a new kind of verdict begins an incident, the same kind keeps its beginning; what is equal is left alone.
MERGE INTO ops.verdict AS stored
USING incoming_verdict AS incoming
ON stored.source_id = incoming.source_id
WHEN MATCHED
    AND (incoming.kind, incoming.severity, incoming.cause, incoming.advice, incoming.evidence, incoming.url, incoming.status, incoming.last_good_at)
        IS DISTINCT FROM
        (stored.kind, stored.severity, stored.cause, stored.advice, stored.evidence, stored.url, stored.status, stored.last_good_at)
THEN UPDATE SET
    kind = incoming.kind,
    severity = incoming.severity,
    cause = incoming.cause,
    advice = incoming.advice,
    evidence = incoming.evidence,
    url = incoming.url,
    status = incoming.status,
    last_good_at = incoming.last_good_at,
    since = if(incoming.kind = stored.kind AND incoming.severity = stored.severity, stored.since, incoming.judged_at),
    judged_at = incoming.judged_at
WHEN NOT MATCHED THEN INSERT
    (source_id, kind, severity, cause, advice, evidence, url, status, last_good_at, since, judged_at)
    VALUES (incoming.source_id, incoming.kind, incoming.severity, incoming.cause, incoming.advice, incoming.evidence,
            incoming.url, incoming.status, incoming.last_good_at, incoming.judged_at, incoming.judged_at)

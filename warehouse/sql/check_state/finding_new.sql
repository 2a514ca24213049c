-- What the checks have just found, one row per article and check; what was found before in the same text keeps its time.
CREATE OR REPLACE TEMP TABLE new_finding AS
SELECT
    found.article_id,
    found.check_name,
    found.severity,
    article.content_hash,
    any_value(found.detail) AS detail,
    coalesce(min(stored.found_at), $now) AS found_at
FROM incoming_finding AS found
JOIN core.article AS article ON article.article_id = found.article_id
LEFT JOIN ops.finding AS stored
    ON stored.article_id = found.article_id
    AND stored.check_name = found.check_name
    AND stored.content_hash = article.content_hash
GROUP BY found.article_id, found.check_name, found.severity, article.content_hash

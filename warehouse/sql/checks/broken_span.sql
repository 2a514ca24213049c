-- name: broken-span
-- severity: row
-- explains: The quotation of an event stands in the text where its evidence says.
SELECT
    event.article_id AS subject,
    article.source_id,
    event.event || ' number ' || event."position" || ': the text there is not "' || event.quote || '"' AS detail
FROM core.article_event AS event
JOIN core.article AS article ON article.article_id = event.article_id
JOIN core.article_version AS words ON words.article_id = article.article_id AND words.version = article.version
WHERE event.quote IS DISTINCT FROM substr(
    CASE event.evidence_part
        WHEN 'title' THEN words.title
        WHEN 'summary' THEN words.summary
        WHEN 'body' THEN words.body[event.evidence_paragraph + 1]
        ELSE words.captions[event.evidence_paragraph + 1].text
    END,
    event.evidence_start + 1,
    event.evidence_end - event.evidence_start
)

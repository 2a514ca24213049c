-- name: broken-span
-- severity: row
-- explains: The quotation of an event stands in the text where its evidence says.
-- mend: Tag the article anew with khotin reparse; if it fails again, report the URL: it is a mistake of Khotin's.
SELECT
    event.article_id AS subject,
    checked.source_id,
    event.event || ' number ' || event."position" || ': the text there is not "' || event.quote || '"' AS detail
FROM checked
JOIN core.article_event AS event ON event.article_id = checked.article_id
WHERE event.quote IS DISTINCT FROM substr(
    CASE event.evidence_part
        WHEN 'title' THEN checked.title
        WHEN 'summary' THEN checked.summary
        WHEN 'body' THEN checked.paragraphs[event.evidence_paragraph + 1]
        ELSE checked.captions[event.evidence_paragraph + 1].text
    END,
    event.evidence_start + 1,
    event.evidence_end - event.evidence_start
)

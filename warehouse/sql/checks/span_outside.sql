-- name: span-outside
-- severity: warning
-- explains: What a tag was read from lies within the text: the paragraph is there, and is long enough.
-- mend: Tag the article anew with khotin reparse; if it fails again, report the URL: it is a mistake of Khotin's.
WITH evidence AS (
    SELECT article_id, 'country ' || iso3 AS tag, evidence_part, evidence_paragraph, evidence_start, evidence_end
    FROM core.article_country SEMI JOIN checked USING (article_id)
    UNION ALL
    SELECT article_id, 'place ' || name, evidence_part, evidence_paragraph, evidence_start, evidence_end
    FROM core.article_place SEMI JOIN checked USING (article_id)
    UNION ALL
    SELECT article_id, 'person ' || name, evidence_part, evidence_paragraph, evidence_start, evidence_end
    FROM core.article_person SEMI JOIN checked USING (article_id)
    UNION ALL
    SELECT article_id, 'organisation ' || name, evidence_part, evidence_paragraph, evidence_start, evidence_end
    FROM core.article_organisation SEMI JOIN checked USING (article_id)
    UNION ALL
    SELECT article_id, 'agreement ' || name, evidence_part, evidence_paragraph, evidence_start, evidence_end
    FROM core.article_agreement SEMI JOIN checked USING (article_id)
    UNION ALL
    SELECT article_id, 'topic ' || code, evidence_part, evidence_paragraph, evidence_start, evidence_end
    FROM core.article_topic SEMI JOIN checked USING (article_id)
    UNION ALL
    SELECT article_id, 'date ' || "text", evidence_part, evidence_paragraph, evidence_start, evidence_end
    FROM core.article_date SEMI JOIN checked USING (article_id)
)
SELECT
    evidence.article_id AS subject,
    checked.source_id,
    evidence.tag || ': ' || evidence.evidence_part || ' has no characters ' || evidence.evidence_start || ' to ' || evidence.evidence_end
        || coalesce(' in paragraph ' || evidence.evidence_paragraph, '') AS detail
FROM evidence
JOIN checked ON checked.article_id = evidence.article_id
WHERE evidence.evidence_part IN ('title', 'summary', 'body', 'caption')
    AND NOT coalesce(
        evidence.evidence_start BETWEEN 0 AND evidence.evidence_end
        AND evidence.evidence_end <= length(
            CASE evidence.evidence_part
                WHEN 'title' THEN checked.title
                WHEN 'summary' THEN checked.summary
                WHEN 'body' THEN checked.paragraphs[evidence.evidence_paragraph + 1]
                WHEN 'caption' THEN checked.captions[evidence.evidence_paragraph + 1].text
            END
        ),
        false
    )
QUALIFY row_number() OVER (PARTITION BY evidence.article_id ORDER BY evidence.tag) = 1

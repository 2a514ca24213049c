-- The articles of the stories that were met: those that were met themselves first, then the latest.
WITH met AS (
    SELECT story_article.story_id, story_report.doc, story_met.weight
    FROM story_met
    JOIN ops.story_report USING (doc)
    JOIN core.story_article USING (article_id)
),
member AS (
    SELECT story_article.story_id, story_article.article_id
    FROM core.story_article
    SEMI JOIN met USING (story_id)
),
chosen AS (
    SELECT member.story_id, story_report.doc
    FROM member
    JOIN ops.story_report USING (article_id)
    LEFT JOIN met USING (doc)
    QUALIFY row_number() OVER (
        PARTITION BY member.story_id ORDER BY met.weight DESC NULLS LAST, story_report.doc DESC
    ) <= $members
)
SELECT report.article_id, report.published, report.language, chosen.story_id, report.hashes, report.counts, report.kinds
FROM chosen
JOIN ops.story_report AS report USING (doc)
ORDER BY report.doc

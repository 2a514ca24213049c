-- Stories without the wanted articles: how rare a feature is, where a report is found, who founded what, what was joined.
INSERT INTO ops.story_count BY NAME
SELECT gone.hash, -count(*)::INTEGER AS articles, 0 AS last_doc
FROM (SELECT unnest(hashes) AS hash FROM ops.story_report WHERE article_id IN (SELECT value FROM wanted)) AS gone
SEMI JOIN ops.story_count AS stored ON stored.hash = gone.hash
GROUP BY gone.hash;
DELETE FROM ops.story_count
WHERE hash IN (SELECT hash FROM ops.story_count GROUP BY hash HAVING sum(articles) <= 0);
DELETE FROM ops.story_lookup
WHERE doc IN (SELECT doc FROM ops.story_report WHERE article_id IN (SELECT value FROM wanted));
DELETE FROM ops.story_report WHERE article_id IN (SELECT value FROM wanted);
DELETE FROM core.story_article WHERE article_id IN (SELECT value FROM wanted);
DELETE FROM core.story WHERE story_id NOT IN (SELECT story_id FROM core.story_article);
UPDATE core.story SET founder_article_id = heir.article_id
FROM (
    SELECT member.story_id, arg_min(member.article_id, (article.first_seen_at, member.article_id)) AS article_id
    FROM core.story_article AS member
    JOIN core.article AS article ON article.article_id = member.article_id
    GROUP BY member.story_id
) AS heir
WHERE story.story_id = heir.story_id AND story.founder_article_id IN (SELECT value FROM wanted);
UPDATE core.story_event SET article_ids = kept.article_ids
FROM (
    SELECT place, coalesce(list(moved) FILTER (moved NOT IN (SELECT value FROM wanted)), []) AS article_ids
    FROM (SELECT rowid AS place, unnest(article_ids) AS moved FROM core.story_event)
    GROUP BY place
    HAVING bool_or(moved IN (SELECT value FROM wanted))
) AS kept
WHERE story_event.rowid = kept.place;
DELETE FROM core.story_event WHERE len(article_ids) = 0;

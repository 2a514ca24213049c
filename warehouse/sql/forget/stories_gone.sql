-- Stories without the wanted articles: how rare a feature is, where a report is found, who founded what, what was joined.
UPDATE ops.story_count SET articles = story_count.articles - gone.reports
FROM (
    SELECT hash, count(*)::INTEGER AS reports
    FROM (SELECT unnest(hashes) AS hash FROM ops.story_report WHERE article_id IN (SELECT value FROM wanted))
    GROUP BY hash
) AS gone
WHERE story_count.hash = gone.hash;
DELETE FROM ops.story_count WHERE articles <= 0;
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

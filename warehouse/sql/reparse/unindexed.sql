-- Articles with other words are found, compared and told anew: what the indexes of search and stories, and the lineage of
-- copies, hold of their old words goes. The index of copies replaces its own.
DELETE FROM ops.search_document WHERE article_id IN (FROM wanted);
DELETE FROM core.copy_lineage WHERE article_id IN (FROM wanted) OR of_article_id IN (FROM wanted);
UPDATE ops.story_count AS stored
SET articles = stored.articles - gone.articles
FROM (
    SELECT feature AS hash, count(*)::INTEGER AS articles
    FROM (SELECT unnest(hashes) AS feature FROM ops.story_report WHERE article_id IN (FROM wanted))
    GROUP BY feature
) AS gone
WHERE stored.hash = gone.hash;
DELETE FROM ops.story_lookup WHERE doc IN (SELECT doc FROM ops.story_report WHERE article_id IN (FROM wanted));
DELETE FROM ops.story_report WHERE article_id IN (FROM wanted);

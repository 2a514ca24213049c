-- Articles with other words are found, compared and told anew: what the indexes of search and stories, and the lineage of
-- copies, hold of their old words goes. The index of copies replaces its own.
DELETE FROM ops.search_document WHERE article_id IN (FROM wanted);
DELETE FROM core.copy_lineage WHERE article_id IN (FROM wanted) OR of_article_id IN (FROM wanted);
INSERT INTO ops.story_count BY NAME
SELECT gone.hash, -count(*)::INTEGER AS articles, 0 AS last_doc
FROM (SELECT unnest(hashes) AS hash FROM ops.story_report WHERE article_id IN (FROM wanted)) AS gone
SEMI JOIN ops.story_count AS stored ON stored.hash = gone.hash
GROUP BY gone.hash;
DELETE FROM ops.story_lookup WHERE doc IN (SELECT doc FROM ops.story_report WHERE article_id IN (FROM wanted));
DELETE FROM ops.story_report WHERE article_id IN (FROM wanted);

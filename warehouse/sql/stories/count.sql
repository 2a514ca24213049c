-- One more report for each of its features.
MERGE INTO ops.story_count AS stored
USING incoming_count AS incoming
ON stored.hash = incoming.hash
WHEN MATCHED THEN UPDATE SET articles = stored.articles + incoming.articles, last_doc = incoming.last_doc
WHEN NOT MATCHED THEN INSERT (hash, articles, last_doc) VALUES (incoming.hash, incoming.articles, incoming.last_doc)

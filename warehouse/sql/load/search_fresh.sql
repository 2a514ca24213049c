-- Where the words of articles without a document stand (load/search_changed), of so many at most. Texts are read by the
-- number of their row: a join that carries them along would read them all.
CREATE OR REPLACE TEMP TABLE search_fresh AS
SELECT stored.rowid AS place
FROM search_change AS change
JOIN core.article_version AS stored ON stored.article_id = change.article_id AND stored.version = change.version
LIMIT $most

-- Articles that fail a row-level check now and were not withheld for it with this very text before.
CREATE OR REPLACE TEMP TABLE newly_withheld AS
SELECT failing.check_name, failing.detail, article.article_id, article.content_hash, article.run_id, article.source_id, article.url, article.fetch_id
FROM ops.finding AS failing
JOIN core.article AS article ON article.article_id = failing.article_id
ANTI JOIN ops.withheld AS stored
    ON stored.article_id = failing.article_id
    AND stored.check_name = failing.check_name
    AND stored.content_hash = failing.content_hash
WHERE failing.severity = 'row'

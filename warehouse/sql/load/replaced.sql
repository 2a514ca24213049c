-- Articles that get a new version lose the rows of their old one; the new rows are inserted next. What they are copies of
-- and which story they belong to is decided afterwards, and stays where it is the same.
DELETE FROM core.article WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);
DELETE FROM core.article_country WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);
DELETE FROM core.article_flag WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);
DELETE FROM core.article_place WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);
DELETE FROM core.article_person WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);
DELETE FROM core.article_organisation WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);
DELETE FROM core.article_agreement WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);
DELETE FROM core.article_topic WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);
DELETE FROM core.article_event WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);
DELETE FROM core.article_date WHERE article_id IN (SELECT article_id FROM staged WHERE NOT is_new);

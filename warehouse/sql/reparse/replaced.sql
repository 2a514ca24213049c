-- Current versions that are made anew lose what described them; the new rows are inserted next. What they are copies of and
-- which story they belong to is decided afterwards.
DELETE FROM core.article WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);
DELETE FROM core.article_country WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);
DELETE FROM core.article_flag WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);
DELETE FROM core.article_place WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);
DELETE FROM core.article_person WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);
DELETE FROM core.article_organisation WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);
DELETE FROM core.article_agreement WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);
DELETE FROM core.article_topic WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);
DELETE FROM core.article_event WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);
DELETE FROM core.article_date WHERE article_id IN (SELECT article_id FROM staged WHERE is_current);

-- How copies go back to their originals, in the place of what was stored of them.
DELETE FROM core.copy_lineage WHERE article_id IN (SELECT article_id FROM incoming_copy_lineage);
INSERT INTO core.copy_lineage BY NAME FROM incoming_copy_lineage;

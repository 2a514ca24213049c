-- What the code of today says of the versions of a batch: refusals replace those of before; a page that is taken has none.
-- Where articles are withheld for it, or were, the next check looks at them.
INSERT INTO ops.recheck
SELECT stored.article_id
FROM ops.reparse_refusal AS stored
SEMI JOIN incoming_judged AS judged ON judged.article_id = stored.article_id AND judged.version = stored.version
WHERE stored.applied
UNION
SELECT article_id
FROM incoming_refusal
WHERE applied;
DELETE FROM ops.reparse_refusal AS stored
USING incoming_judged AS judged
WHERE stored.article_id = judged.article_id AND stored.version = judged.version;
INSERT INTO ops.reparse_refusal BY NAME
SELECT * FROM incoming_refusal;

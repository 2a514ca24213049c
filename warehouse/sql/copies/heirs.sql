-- Exact copies that now stand for the removed articles which stood for them: the next that came.
CREATE OR REPLACE TEMP TABLE heir AS
SELECT stored.rep AS doc, min(stored.doc) AS heir
FROM ops.copy_document AS stored
WHERE stored.rep IN (SELECT doc FROM wanted_doc) AND stored.doc NOT IN (SELECT doc FROM wanted_doc)
GROUP BY stored.rep

-- What a look-up needs to know of articles that share hashes: how long they are, and how much of them was sampled.
SELECT
    stored.doc,
    stored.signature,
    stored.words,
    stored.hashes AS drawn,
    NULL::INTEGER AS first_day,
    NULL::INTEGER AS last_day
FROM ops.copy_document AS stored
JOIN wanted_doc USING (doc)
ORDER BY stored.doc

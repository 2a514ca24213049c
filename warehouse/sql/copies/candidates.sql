-- Pairs that share enough hashes to be compared: as many as $share of those that a copy of all of the shorter article
-- would share, and of an article with very many such pairs those that share the most.
WITH shared AS (
    SELECT asked.doc, held.doc AS other, count(*) AS hashes, any_value(held.signature) AS signature,
        any_value(asked.words) AS words, any_value(asked.drawn) AS drawn,
        any_value(held.words) AS other_words, any_value(held.drawn) AS other_drawn
    FROM asked
    JOIN held USING (hash)
    LEFT JOIN (SELECT DISTINCT doc FROM asked) AS judged ON judged.doc = held.doc
    WHERE held.doc < asked.doc OR (judged.doc IS NULL AND held.doc <> asked.doc)
    GROUP BY asked.doc, held.doc
), sized AS (
    SELECT shared.*, words >= other_words AS longer,
        if(longer, other_drawn, drawn) AS short_drawn,
        if(longer, drawn, other_drawn) AS long_drawn,
        least(words, other_words) / greatest(words, other_words, 1) AS ratio
    FROM shared
)
SELECT doc, other
FROM sized
WHERE hashes >= greatest(1, ceil(least(short_drawn, long_drawn * ratio) * $share))
QUALIFY row_number() OVER (PARTITION BY doc ORDER BY hashes DESC, signature, other) <= $most
ORDER BY doc, other

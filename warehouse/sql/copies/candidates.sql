-- Pairs that share enough hashes to be compared: as many as $share of those that a copy of all of the shorter article
-- would share, and of an article with very many such pairs those that share the most. Where $window says so, only those
-- at most that many days apart; days that are not known are no reason to leave a pair out.
WITH shared AS (
    SELECT asked.doc, held.doc AS other, count(*) AS hashes
    FROM asked
    JOIN held USING (hash)
    LEFT JOIN (SELECT DISTINCT doc FROM asked) AS judged ON judged.doc = held.doc
    WHERE held.doc < asked.doc OR (judged.doc IS NULL AND held.doc <> asked.doc)
    GROUP BY asked.doc, held.doc
), sized AS (
    SELECT shared.*, theirs.signature,
        if(own.words >= theirs.words, theirs.drawn, own.drawn) AS short_drawn,
        if(own.words >= theirs.words, own.drawn, theirs.drawn) AS long_drawn,
        least(own.words, theirs.words) / greatest(own.words, theirs.words, 1) AS ratio
    FROM shared
    JOIN sizes AS own ON own.doc = shared.doc
    JOIN sizes AS theirs ON theirs.doc = shared.other
    WHERE coalesce(
        own.first_day - theirs.last_day <= $window AND theirs.first_day - own.last_day <= $window,
        true
    )
)
SELECT doc, other
FROM sized
WHERE hashes >= greatest(1, ceil(least(short_drawn, long_drawn * ratio) * $share))
QUALIFY row_number() OVER (PARTITION BY doc ORDER BY hashes DESC, signature, other) <= $most
ORDER BY doc, other

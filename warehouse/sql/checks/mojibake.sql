-- name: mojibake
-- severity: warning
-- explains: A text holds letters that come of reading UTF-8 as another encoding (â€™, Ã©, á»‡), or three characters or more that were lost (U+FFFD).
-- mend: Look at the page's declared encoding; khotin reparse reads it anew once Khotin or the site is corrected.
WITH said AS (
    SELECT article_id, source_id, concat_ws(' ', title, summary, body) AS words
    FROM checked
),
suspect AS (
    SELECT article_id, source_id, words
    FROM said
    WHERE contains(words, 'â€') OR contains(words, 'Ã') OR contains(words, 'Ä‘') OR contains(words, 'Æ°') OR contains(words, 'á»')
        OR contains(words, 'áº') OR contains(words, 'ï¿½') OR contains(words, chr(65533))
),
found AS (
    SELECT
        article_id,
        source_id,
        regexp_extract_all(
            words,
            'â€[œ™“”˜¦\x{009d}\x{009c}\x{0099}]|Ã[\x{0080}-\x{00BF}]|Ä‘|Æ°|á[º»][\x{0080}-\x{00BF}‘’“”†‡•…‰Œœšž™]|ï¿½'
        ) AS signs,
        len(string_split(words, chr(65533))) - 1 AS lost
    FROM suspect
)
SELECT
    article_id AS subject,
    source_id,
    if(len(signs) >= 2, len(signs) || ' places such as "' || signs[1] || '"', lost || ' lost characters') AS detail
FROM found
WHERE len(signs) >= 2 OR lost >= 3

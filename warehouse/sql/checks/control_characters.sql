-- name: control-characters
-- severity: warning
-- explains: A title, text or name holds characters that control a screen or turn the direction of the text.
-- mend: Report the URL: cleaning takes them out, so that this is a mistake of Khotin's.
WITH found AS (
    SELECT
        article_id,
        source_id,
        regexp_extract(
            concat_ws(' ', title, summary, body, credit, array_to_string(authors, ' ')),
            '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{0080}-\x{009F}\x{202A}-\x{202E}\x{2066}-\x{2069}]'
        ) AS sign
    FROM checked
)
SELECT article_id AS subject, source_id, 'holds U+' || lpad(upper(hex(unicode(sign))), 4, '0') AS detail
FROM found
WHERE sign <> ''

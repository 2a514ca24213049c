-- name: html-left
-- severity: warning
-- explains: A text holds markup or code that a reader of the page does not see: tags with attributes, closing tags, entities, scripts.
-- mend: Add the element to remove in the source's [[layouts]], then khotin reparse.
WITH found AS (
    SELECT
        article_id,
        source_id,
        regexp_extract(
            concat_ws(chr(10), title, summary, body),
            '</(?:p|div|span|a|b|i|em|strong|u|font|script|style|iframe|figure|table|tr|td|ul|li|h[1-6])>|<(?:p|div|span|a|img|script|style|iframe|font|table|td)\s+[a-z-]+\s*=|<br\s*/?>|&(?:nbsp|amp|quot|lt|gt|#\d{2,5}|#x[0-9a-fA-F]{2,4});|\bfunction\s*\w*\([\w, ]*\)\s*\{|"@context"\s*:'
        ) AS markup
    FROM checked
)
SELECT article_id AS subject, source_id, 'holds ' || markup AS detail
FROM found
WHERE markup <> ''

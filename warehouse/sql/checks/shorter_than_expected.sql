-- name: shorter-than-expected
-- severity: warning
-- explains: A text is shorter than min_body_chars in [expect] of its source's file, and the page does not say that it shows only part of it.
-- mend: Look at the page: a layout that misses most of the text, a kind of page that is no article ([urls] deny), or a min_body_chars that is too high.
SELECT
    checked.article_id AS subject,
    checked.source_id,
    length(checked.body) || ' characters, at least ' || source.expected_chars || ' are expected' AS detail
FROM checked
JOIN core.source AS source ON source.source_id = checked.source_id
WHERE length(checked.body) < source.expected_chars AND NOT checked.paywall

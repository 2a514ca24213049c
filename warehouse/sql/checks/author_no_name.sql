-- name: author-no-name
-- severity: warning
-- explains: An author is no name: an address of the web or of mail, a date, or longer than 100 characters.
-- mend: Correct authors in the source's [[layouts]], then khotin reparse.
WITH found AS (
    SELECT
        article_id,
        source_id,
        list_filter(authors, lambda author: length(author) > 100 OR regexp_matches(author, '(?i)https?:|www\.|\S@\S+\.|\b(?:19|20)\d\d\b|\d:\d\d')) AS wrong
    FROM checked
)
SELECT article_id AS subject, source_id, 'author "' || left(wrong[1], 100) || '"' AS detail
FROM found
WHERE len(wrong) > 0

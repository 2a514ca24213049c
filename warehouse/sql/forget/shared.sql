-- Which of the words of the table telling stand in articles that are kept, too.
WITH kept AS (
    SELECT concat_ws(chr(10), title, summary, array_to_string(body, chr(10)), array_to_string(list_transform(captions, lambda caption: caption.text), chr(10))) AS said
    FROM core.article_version
    ANTI JOIN wanted ON wanted.value = article_version.article_id
    UNION ALL
    SELECT concat_ws(chr(10), title, summary)
    FROM ops.lead
    ANTI JOIN forgotten_key ON forgotten_key.value = lead.url_key
)
SELECT DISTINCT unnest(list_filter((SELECT list(value) FROM telling), lambda one: contains(said, one))) AS word
FROM kept

-- What the wanted articles say, in all of their versions, and what listings say of them.
SELECT article_id, title, summary, body
FROM core.article_version
SEMI JOIN wanted ON wanted.value = article_version.article_id
UNION ALL
SELECT NULL, title, summary, []
FROM ops.lead
SEMI JOIN forgotten_key ON forgotten_key.value = lead.url_key

-- Which of the wanted articles' URL keys belong to articles that are kept, too: other sources had the same page.
SELECT DISTINCT kept.url_key
FROM core.article AS kept
ANTI JOIN wanted ON wanted.value = kept.article_id
SEMI JOIN forgotten_key ON forgotten_key.value = kept.url_key

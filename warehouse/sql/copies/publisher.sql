-- The publishers of those of the wanted sources that are outlets: a collection of documents has no home page.
SELECT source_id, publisher
FROM core.source
SEMI JOIN wanted ON wanted.value = source.source_id
WHERE homepage IS NOT NULL

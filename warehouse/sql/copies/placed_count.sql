-- How many articles there are, and how many of them were placed among copies: both numbers are kept by the tables.
SELECT (SELECT count(*) FROM core.article), (SELECT count(*) FROM ops.copy_document)

-- Articles that mart leaves out at present.
SELECT count(DISTINCT article_id) FROM ops.withheld

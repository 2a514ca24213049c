-- The words of every staged item.
INSERT INTO core.article_version BY NAME
SELECT * FROM incoming_version

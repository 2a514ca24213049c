-- A file that holds the indexes of copies and stories and nothing else: its tables are those of the warehouse.
CREATE SCHEMA ops;
CREATE SCHEMA core;
CREATE TABLE core.duplicate (
    article_id VARCHAR NOT NULL,
    of_article_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    similarity DOUBLE,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE core.story (
    story_id VARCHAR NOT NULL,
    founder_article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    founded_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE core.story_article (
    story_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);
-- What was given under each id, so that the same line again is known as such.
CREATE TABLE ops.copy_given (
    article_id VARCHAR NOT NULL,
    digest UBIGINT NOT NULL
);

-- The lines of this call, in order: the article that each one gives, or the answer of a line that was refused.
CREATE OR REPLACE TEMP TABLE line (line BIGINT, article_id VARCHAR, refusal BLOB)

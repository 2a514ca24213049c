-- The original of each wanted content key: the earliest published article, dates unknown last, then the first seen; never one
-- that is itself a duplicate. An article dated by the day counts from the start of that day.
SELECT article.content_key, article.article_id, coalesce(article.published_at, article.published_date::TIMESTAMPTZ) AS published, story_article.story_id
FROM core.article AS article
SEMI JOIN wanted ON wanted.value = article.content_key
ANTI JOIN core.duplicate AS duplicate ON duplicate.article_id = article.article_id
LEFT JOIN core.story_article AS story_article ON story_article.article_id = article.article_id
QUALIFY row_number() OVER (
    PARTITION BY article.content_key
    ORDER BY
        coalesce(article.published_at, article.published_date::TIMESTAMPTZ) ASC NULLS LAST,
        article.first_seen_at,
        article.article_id
) = 1

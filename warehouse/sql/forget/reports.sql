-- The wanted articles that are no copies and have no features among the stories, as these need them: what was a copy of
-- an article that is gone stands for itself now. A day of which no more is known is taken at noon.
SELECT
    article.article_id,
    article.title,
    words.body,
    article.language,
    coalesce(
        article.published_at,
        article.published_date::TIMESTAMPTZ + INTERVAL 12 HOUR,
        article.listing_date::TIMESTAMPTZ + INTERVAL 12 HOUR,
        CASE WHEN article.url LIKE 'http%' THEN article.fetched_at END
    ) AS published,
    member.story_id
FROM core.article AS article
SEMI JOIN wanted ON wanted.value = article.article_id
ANTI JOIN core.duplicate AS copy ON copy.article_id = article.article_id
ANTI JOIN ops.story_report AS report ON report.article_id = article.article_id
JOIN core.article_version AS words ON words.article_id = article.article_id AND words.version = article.version
LEFT JOIN core.story_article AS member ON member.article_id = article.article_id
ORDER BY article.article_id

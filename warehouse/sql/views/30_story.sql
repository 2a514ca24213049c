-- Stories with what their articles have in common. The title is that of the article published first.
CREATE VIEW mart.story AS
WITH member AS (
    SELECT *, coalesce(published_at, published_date::TIMESTAMPTZ, first_seen_at) AS sort_time
    FROM mart.article
    WHERE story_id IS NOT NULL
),
country AS (
    SELECT story_id, list(DISTINCT iso3 ORDER BY iso3) AS countries
    FROM (SELECT story_id, unnest(countries) AS iso3 FROM member)
    GROUP BY story_id
),
first_of_language AS (
    SELECT story_id, language, arg_min(coalesce(title, summary), (sort_time, article_id)) AS title
    FROM member
    WHERE language IS NOT NULL
    GROUP BY story_id, language
),
headline AS (
    SELECT story_id, map(list(language ORDER BY language), list(title ORDER BY language)) AS titles
    FROM first_of_language
    WHERE title IS NOT NULL
    GROUP BY story_id
),
absorbed AS (
    SELECT into_story_id AS story_id, list(DISTINCT event.story_id ORDER BY event.story_id) AS absorbed_story_ids
    FROM core.story_event AS event
    WHERE kind = 'merge'
    GROUP BY into_story_id
)
SELECT
    member.story_id,
    arg_min(coalesce(member.title, member.summary), (member.sort_time, member.article_id)) AS title,
    any_value(coalesce(headline.titles, MAP {})) AS titles,
    count(*)::INTEGER AS articles,
    count(*) FILTER (member.duplicate_of IS NULL)::INTEGER AS originals,
    list(DISTINCT member.source_id ORDER BY member.source_id) AS source_ids,
    list(DISTINCT member.language ORDER BY member.language) FILTER (member.language IS NOT NULL) AS languages,
    any_value(coalesce(country.countries, []::VARCHAR[])) AS countries,
    min(member.published_date) AS first_date,
    max(member.published_date) AS last_date,
    (max(member.published_date) - min(member.published_date) + 1)::INTEGER AS days,
    list(member.article_id ORDER BY member.sort_time, member.article_id) AS article_ids,
    any_value(coalesce(absorbed.absorbed_story_ids, []::VARCHAR[])) AS absorbed_story_ids
FROM member
LEFT JOIN country ON country.story_id = member.story_id
LEFT JOIN headline ON headline.story_id = member.story_id
LEFT JOIN absorbed ON absorbed.story_id = member.story_id
GROUP BY member.story_id;

COMMENT ON VIEW mart.story IS 'Stories: articles about one event, in any language, one row per story.';
COMMENT ON COLUMN mart.story.story_id IS 'Id of the story. It never changes its meaning: what became of a story that is not here any more, mart.story_lineage tells.';
COMMENT ON COLUMN mart.story.title IS 'Title (or summary) of its earliest article.';
COMMENT ON COLUMN mart.story.titles IS 'Title of its earliest article in each language.';
COMMENT ON COLUMN mart.story.articles IS 'Articles in it, copies included.';
COMMENT ON COLUMN mart.story.originals IS 'Articles in it that repeat no other.';
COMMENT ON COLUMN mart.story.source_ids IS 'Sources that carried it.';
COMMENT ON COLUMN mart.story.languages IS 'Languages that it appeared in.';
COMMENT ON COLUMN mart.story.countries IS 'Countries that its articles are about.';
COMMENT ON COLUMN mart.story.first_date IS 'Earliest known day of publication.';
COMMENT ON COLUMN mart.story.last_date IS 'Latest known day of publication.';
COMMENT ON COLUMN mart.story.days IS 'Days from the earliest to the latest, both counted.';
COMMENT ON COLUMN mart.story.article_ids IS 'Its articles, earliest first.';
COMMENT ON COLUMN mart.story.absorbed_story_ids IS 'Stories that proved to be this one and continue in it.';

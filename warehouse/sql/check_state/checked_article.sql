-- The articles of the slice with their tags as lists: what the conditions of own checks read.
CREATE OR REPLACE TEMP VIEW checked_article AS
WITH country AS (
    SELECT article_id, list(iso3 ORDER BY iso3) AS countries
    FROM core.article_country
    SEMI JOIN checked USING (article_id)
    GROUP BY article_id
),
topic AS (
    SELECT article_id, list(code ORDER BY main DESC, score DESC, code) AS topics
    FROM core.article_topic
    SEMI JOIN checked USING (article_id)
    GROUP BY article_id
),
person AS (
    SELECT article_id, list(name ORDER BY mentions DESC, name) AS persons
    FROM core.article_person
    SEMI JOIN checked USING (article_id)
    GROUP BY article_id
),
organisation AS (
    SELECT article_id, list(name ORDER BY mentions DESC, name) AS organisations
    FROM core.article_organisation
    SEMI JOIN checked USING (article_id)
    GROUP BY article_id
),
place AS (
    SELECT article_id, list(name ORDER BY mentions DESC, name) AS places
    FROM core.article_place
    SEMI JOIN checked USING (article_id)
    GROUP BY article_id
),
flagged AS (
    SELECT article_id, list(DISTINCT flag ORDER BY flag) AS flags
    FROM core.article_flag
    SEMI JOIN checked USING (article_id)
    GROUP BY article_id
)
SELECT
    checked.*,
    coalesce(country.countries, []::VARCHAR[]) AS countries,
    coalesce(topic.topics, []::VARCHAR[]) AS topics,
    coalesce(person.persons, []::VARCHAR[]) AS persons,
    coalesce(organisation.organisations, []::VARCHAR[]) AS organisations,
    coalesce(place.places, []::VARCHAR[]) AS places,
    coalesce(flagged.flags, []::VARCHAR[]) AS flags
FROM checked
LEFT JOIN country USING (article_id)
LEFT JOIN topic USING (article_id)
LEFT JOIN person USING (article_id)
LEFT JOIN organisation USING (article_id)
LEFT JOIN place USING (article_id)
LEFT JOIN flagged USING (article_id)

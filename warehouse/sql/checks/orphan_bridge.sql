-- name: orphan-bridge
-- severity: structural
-- explains: Tags and flags belong to an article, and an article has a country, person or the like once.
-- mend: Rows were deleted by hand, or a removal was cut short: repeat khotin forget, restore the latest backup, or delete the rows named here.
-- An article comes to nothing when rows are deleted, whenever they were loaded: that is looked for everywhere. A row is
-- there twice only where a load wrote it twice: that is looked for in what has been loaded since the checks last looked.
WITH bridge AS (
    SELECT article_id, 'country' AS kind, iso3 AS key FROM core.article_country
    UNION ALL
    SELECT article_id, 'place', name FROM core.article_place
    UNION ALL
    SELECT article_id, 'person', name FROM core.article_person
    UNION ALL
    SELECT article_id, 'organisation', name FROM core.article_organisation
    UNION ALL
    SELECT article_id, 'agreement', name FROM core.article_agreement
    UNION ALL
    SELECT article_id, 'topic', code FROM core.article_topic
    UNION ALL
    SELECT article_id, 'event', "position"::VARCHAR FROM core.article_event
    UNION ALL
    SELECT article_id, 'date', edtf FROM core.article_date
),
looked_at AS (
    SELECT article_id FROM core.article WHERE $everything
    UNION
    SELECT article.article_id
    FROM core.article AS article
    SEMI JOIN (SELECT run_id, loaded_at FROM ops.batch WHERE checked_at IS NULL) AS unchecked
        ON unchecked.run_id = article.run_id AND unchecked.loaded_at = article.loaded_at
    WHERE NOT $everything
    UNION
    SELECT article_id FROM ops.recheck WHERE NOT $everything
)
SELECT bridge.article_id AS subject, NULL::VARCHAR AS source_id, bridge.kind || ' ' || bridge.key || ' of no article' AS detail
FROM bridge
ANTI JOIN core.article AS article ON article.article_id = bridge.article_id
UNION ALL
SELECT bridge.article_id, NULL, 'flag ' || bridge.flag || ' of no article'
FROM core.article_flag AS bridge
ANTI JOIN core.article AS article ON article.article_id = bridge.article_id
UNION ALL
SELECT article_id, NULL, kind || ' ' || key || ' ' || count(*) || ' times'
FROM bridge
SEMI JOIN looked_at ON looked_at.article_id = bridge.article_id
GROUP BY article_id, kind, key
HAVING count(*) > 1

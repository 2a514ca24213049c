-- Articles of the wanted sources whose next visit is due, longest overdue first, $most of a source. An article is born when it was published, or first
-- seen if that was earlier; it is visited at the ages given in seconds by $ages, and no more once it was born before
-- $since (transforms.revisit). What was found gone once is visited $gap seconds later, at any age, so that a second
-- visit can confirm it. A visit of any outcome counts, under the article's id or its URL, and so does one that was
-- refused before anything was asked for; the next one is $gap seconds later at least. Articles that no visit brought (local documents, foreign archives) are left
-- alone, and so are those of which only a month or year of publication is known: they are old.
WITH missing AS (
    SELECT article_id
    FROM core.article_deletion
    WHERE visits = 1 AND restored_at IS NULL AND seen_at > $since
),
recent AS (
    SELECT
        article_id,
        source_id,
        url,
        least(first_seen_at, published_at, published_date::TIMESTAMPTZ + INTERVAL 1 DAY) AS born
    FROM core.article
    SEMI JOIN wanted ON wanted.value = article.source_id
    WHERE url LIKE 'http%'
        AND (
            (
                first_seen_at > $since
                AND least(first_seen_at, published_at, published_date::TIMESTAMPTZ + INTERVAL 1 DAY) > $since
                AND (published_edtf IS NULL OR published_date IS NOT NULL)
            )
            OR article_id IN (SELECT article_id FROM missing)
        )
),
tried AS (
    SELECT recent.article_id, seen.fetched_at AS tried_at, true AS is_visit
    FROM recent
    JOIN raw.fetch AS seen ON seen.article_id = recent.article_id
    WHERE seen.fetched_at > $since AND seen.purpose = 'article'
    UNION ALL
    SELECT recent.article_id, seen.fetched_at, false
    FROM recent
    JOIN raw.fetch AS seen ON seen.url = recent.url
    WHERE seen.fetched_at > $since AND seen.purpose = 'article'
    UNION ALL
    SELECT recent.article_id, refused.rejected_at, false
    FROM recent
    JOIN ops.reject AS refused ON refused.url = recent.url
    WHERE refused.rejected_at > $since
),
planned AS (
    SELECT recent.article_id, recent.source_id, recent.url, recent.born, max(tried.tried_at) AS last_visit
    FROM recent
    JOIN tried ON tried.article_id = recent.article_id
    GROUP BY ALL
    HAVING bool_or(tried.is_visit)
),
visit AS (
    SELECT planned.article_id, planned.source_id, planned.url, min(planned.born + to_seconds(age.seconds)) AS due_at
    FROM planned
    CROSS JOIN (SELECT unnest($ages::BIGINT[]) AS seconds) AS age
    WHERE planned.born + to_seconds(age.seconds) >= planned.last_visit + to_seconds($gap)
    GROUP BY ALL
    UNION ALL
    SELECT planned.article_id, planned.source_id, planned.url, planned.last_visit + to_seconds($gap)
    FROM planned
    SEMI JOIN missing ON missing.article_id = planned.article_id
),
first_visit AS (
    SELECT article_id, source_id, url, min(due_at) AS due_at
    FROM visit
    GROUP BY ALL
)
SELECT article_id, source_id, url
FROM first_visit
WHERE due_at <= $now
QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY due_at, article_id) <= $most
ORDER BY due_at, article_id

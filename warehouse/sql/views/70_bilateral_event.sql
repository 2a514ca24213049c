-- What two parties did with or to each other, each event once however many articles report it: who met whom, where, when.
-- An event of several parties gives a row for each pair that faces each other. Reports of one event agree in type, mode,
-- parties, direction and date; where the year is unknown, or the date, each article's event stands for itself.
CREATE VIEW mart.bilateral_event AS
WITH pair AS (
    SELECT event.*, actor, counterpart
    FROM core.article_event AS event, unnest(event.source) AS s(actor), unnest(event.target) AS t(counterpart)
    WHERE actor <> counterpart
    UNION ALL
    SELECT event.*, actor, counterpart
    FROM core.article_event AS event, unnest(event.source) AS s(actor), unnest(event.source) AS t(counterpart)
    WHERE event.reciprocal AND len(event.target) = 0 AND actor < counterpart
),
report AS (
    SELECT
        pair.* EXCLUDE (actor, counterpart),
        least(actor, counterpart) AS party_a,
        greatest(actor, counterpart) AS party_b,
        CASE WHEN NOT reciprocal THEN actor END AS actor,
        CASE WHEN date_from IS NULL THEN article_id END AS only_in,
        article.source_id,
        article.published_date,
        article.published_at,
        article.duplicate_of
    FROM pair
    JOIN mart.article AS article USING (article_id)
)
SELECT
    party_a,
    party_b,
    event,
    mode,
    reciprocal,
    actor,
    date_from,
    date_to,
    any_value(date_edtf) AS date_edtf,
    arg_min(place_name, (published_date, article_id)) FILTER (place_name IS NOT NULL) AS place_name,
    arg_min(place_country, (published_date, article_id)) FILTER (place_country IS NOT NULL) AS place_country,
    list_sort(list_distinct(flatten(list(list_concat(source_persons, target_persons))))) AS participants,
    list_sort(list(DISTINCT source_id)) AS sources,
    list(DISTINCT article_id ORDER BY article_id) AS articles,
    count(DISTINCT article_id) FILTER (duplicate_of IS NULL) AS reports,
    min(published_date) AS first_published,
    arg_min(quote, (duplicate_of IS NOT NULL, published_date, article_id)) AS quote
FROM report
GROUP BY party_a, party_b, event, mode, reciprocal, actor, date_from, date_to, only_in;

COMMENT ON VIEW mart.bilateral_event IS 'Events between two parties, each once with all its reports: who met whom, where, when. One row per event and pair of parties.';
COMMENT ON COLUMN mart.bilateral_event.party_a IS 'One party: ISO 3166-1 alpha-3 code, or org: and an abbreviation. It comes before party_b in the alphabet.';
COMMENT ON COLUMN mart.bilateral_event.party_b IS 'The other party.';
COMMENT ON COLUMN mart.bilateral_event.event IS 'PLOVER event type; CONSULT is meetings, visits and talks.';
COMMENT ON COLUMN mart.bilateral_event.mode IS 'PLOVER mode, such as visit; NULL where none fits.';
COMMENT ON COLUMN mart.bilateral_event.reciprocal IS 'The parties did it to each other.';
COMMENT ON COLUMN mart.bilateral_event.actor IS 'The party that acts (of a visit, the visitor); NULL where it is reciprocal.';
COMMENT ON COLUMN mart.bilateral_event.date_from IS 'First day; NULL where the day or its year is unknown.';
COMMENT ON COLUMN mart.bilateral_event.date_to IS 'Last day.';
COMMENT ON COLUMN mart.bilateral_event.date_edtf IS 'When, EDTF; XXXX for an unknown year; NULL where the text does not say.';
COMMENT ON COLUMN mart.bilateral_event.place_name IS 'Where, below country level, by the earliest report that says so.';
COMMENT ON COLUMN mart.bilateral_event.place_country IS 'Country of the place, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN mart.bilateral_event.participants IS 'Persons who took part, by all reports, as each names them.';
COMMENT ON COLUMN mart.bilateral_event.sources IS 'Sources that report it.';
COMMENT ON COLUMN mart.bilateral_event.articles IS 'Articles that report it (mart.article), copies included.';
COMMENT ON COLUMN mart.bilateral_event.reports IS 'Number of those articles that are no copies of another.';
COMMENT ON COLUMN mart.bilateral_event.first_published IS 'Day of the earliest dated report.';
COMMENT ON COLUMN mart.bilateral_event.quote IS 'The words of the earliest report.';

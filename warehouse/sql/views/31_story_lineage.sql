-- What became of stories: mergers and splits, with the story that each led to in the end.
CREATE VIEW mart.story_lineage AS
WITH RECURSIVE onward AS (
    SELECT DISTINCT story_id, into_story_id, 1 AS step
    FROM core.story_event
    WHERE kind = 'merge'
    UNION
    SELECT onward.story_id, event.into_story_id, onward.step + 1
    FROM onward
    JOIN core.story_event AS event ON event.story_id = onward.into_story_id AND event.kind = 'merge'
    WHERE onward.step < 100
),
last AS (
    SELECT story_id, arg_max(into_story_id, step) AS story_now
    FROM onward
    GROUP BY story_id
)
SELECT
    event.story_id,
    event.kind,
    event.into_story_id,
    coalesce(onward.story_now, event.into_story_id) AS story_now,
    story.title AS title_now,
    len(event.article_ids)::INTEGER AS articles,
    event.article_ids,
    event.because,
    event.recorded_at,
    event.run_id
FROM core.story_event AS event
LEFT JOIN last AS onward ON onward.story_id = event.into_story_id
LEFT JOIN mart.story AS story ON story.story_id = coalesce(onward.story_now, event.into_story_id);

COMMENT ON VIEW mart.story_lineage IS 'What became of stories: an id never changes its meaning, so that mergers and splits are told. One row per story and event.';
COMMENT ON COLUMN mart.story_lineage.story_id IS 'The story as it was.';
COMMENT ON COLUMN mart.story_lineage.kind IS 'merge: it continues in another story. split: some of its articles are another story from then on.';
COMMENT ON COLUMN mart.story_lineage.into_story_id IS 'The story that its articles went to.';
COMMENT ON COLUMN mart.story_lineage.story_now IS 'Where these articles are by now, later mergers followed.';
COMMENT ON COLUMN mart.story_lineage.title_now IS 'Title of that story.';
COMMENT ON COLUMN mart.story_lineage.articles IS 'Articles that moved, copies included.';
COMMENT ON COLUMN mart.story_lineage.article_ids IS 'Which these are.';
COMMENT ON COLUMN mart.story_lineage.because IS 'On what grounds.';
COMMENT ON COLUMN mart.story_lineage.recorded_at IS 'When that was decided.';
COMMENT ON COLUMN mart.story_lineage.run_id IS 'By which run.';

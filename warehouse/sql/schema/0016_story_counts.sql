-- Counts of features are added to and no more changed in place: what a table has stays as it is, and is summed with what comes.

COMMENT ON TABLE ops.story_count IS 'In how many reports a feature stood: rare ones tell events apart. The sum of its rows counts; from time to time they are put together. What stood in one report alone is forgotten after many others.';
COMMENT ON COLUMN ops.story_count.articles IS 'Reports that had it and are not counted by another row; less than 0 where reports are gone.';
COMMENT ON COLUMN ops.story_count.last_doc IS 'Number of the last of these (ops.story_report); 0 where they are gone.';

-- How far a reparse has come: the row of its source, code and chosen time.
SELECT holder, started_at, updated_at, finished_at, place_file, place_offset, place_fetch_id, pages
FROM ops.reparse
WHERE source_id = $source_id
    AND code = $code
    AND since IS NOT DISTINCT FROM $since
    AND before IS NOT DISTINCT FROM $before

-- A reparse that begins anew, or is written as it stands now.
DELETE FROM ops.reparse
WHERE source_id = $source_id
    AND code = $code
    AND since IS NOT DISTINCT FROM $since
    AND before IS NOT DISTINCT FROM $before

-- Up to which article sketches stand in sorted runs.
SELECT coalesce(sealed, -1) FROM ops.copy_index

-- The number that the next article gets: none that ever stood in a sorted run.
SELECT greatest(coalesce(max(doc), -1), coalesce((SELECT sealed FROM ops.copy_index), -1)) + 1
FROM ops.copy_document

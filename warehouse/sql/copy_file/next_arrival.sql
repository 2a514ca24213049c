-- The number of the next article in the order of arrival.
SELECT coalesce(max(arrival), -1) + 1 FROM ops.copy_document

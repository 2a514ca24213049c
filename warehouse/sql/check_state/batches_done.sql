-- The checks have looked at what these batches loaded.
UPDATE ops.batch SET checked_at = $now WHERE checked_at IS NULL

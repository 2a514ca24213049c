-- Gives the lease back, unless somebody else has taken it over meanwhile.
DELETE FROM ops.lease WHERE source_id = $source_id AND holder = $holder

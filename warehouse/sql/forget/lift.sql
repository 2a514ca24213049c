-- Takes tombstones away.
DELETE FROM ops.tombstone WHERE digest IN (FROM wanted)

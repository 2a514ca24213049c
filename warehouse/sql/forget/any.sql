-- Whether there is any tombstone at all: nearly always not, and then nothing more is asked.
SELECT count(*) FROM ops.tombstone

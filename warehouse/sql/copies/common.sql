-- Every common sequence.
SELECT hash FROM ops.common_hash ORDER BY hash

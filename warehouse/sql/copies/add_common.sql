-- Remembers the hashes that have just become common.
INSERT INTO ops.common_hash SELECT hash FROM spread

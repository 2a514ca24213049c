-- Remembers which sketches the index holds.
INSERT INTO ops.copy_index (version) VALUES ($version)

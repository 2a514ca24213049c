-- Remembers which sketches the index holds, and within how many days articles are compared.
INSERT INTO ops.copy_index (version, window_days) VALUES ($version, $window_days)

-- Remembers another window, and of no version what the index holds: whoever adds to it begins it anew.
DELETE FROM ops.copy_index;
INSERT INTO ops.copy_index (version, window_days) VALUES ('', $window_days);

-- Writes where articles are placed.
INSERT INTO core.duplicate BY NAME SELECT * FROM incoming_placement

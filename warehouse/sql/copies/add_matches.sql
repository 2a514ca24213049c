-- Writes matches.
INSERT INTO core.match BY NAME SELECT * FROM incoming_match

-- Records what came of telling: told, or why not.
INSERT INTO ops.alert BY NAME SELECT * FROM incoming_alert

-- Records a migration in its own transaction.
INSERT INTO ops.schema_migration (version, name, applied_at) VALUES ($version, $name, now())

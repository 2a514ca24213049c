-- The last migration that was applied, and from which text schema mart was made.
SELECT coalesce(max(version), 0), (SELECT any_value(digest) FROM ops.view_state) FROM ops.schema_migration

-- Deletes, at once, the files that no snapshot has any more, and those that commands left which were killed.
CALL ducklake_cleanup_old_files('warehouse', cleanup_all => true);
CALL ducklake_delete_orphaned_files('warehouse', cleanup_all => true);

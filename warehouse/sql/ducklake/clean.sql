-- Deletes files that no snapshot has had for some time; {grace} is an SQL string.
CALL ducklake_cleanup_old_files('warehouse', older_than => now() - {grace}::INTERVAL)

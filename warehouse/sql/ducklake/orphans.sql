-- Deletes files that no catalogue has ever known, or no longer: killed commands leave them; {grace} is an SQL string.
CALL ducklake_delete_orphaned_files('warehouse', older_than => now() - {grace}::INTERVAL)

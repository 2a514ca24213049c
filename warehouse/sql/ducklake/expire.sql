-- Forgets snapshots, and with them the files that no other snapshot has; {versions} is a list of their numbers.
CALL ducklake_expire_snapshots('warehouse', versions => {versions})

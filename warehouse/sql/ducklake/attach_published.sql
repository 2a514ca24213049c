-- Attaches a lake as it was at one snapshot.
ATTACH {lake} AS warehouse (READ_ONLY, DATA_PATH {files}, SNAPSHOT_VERSION {snapshot});
USE warehouse;

-- Attaches a lake for writing, and makes it where there is none. {lake} and {files} are SQL strings.
-- A commit that finds another's before it fails: two loads that have not seen each other must not be merged.
-- Few rows go into the catalogue itself instead of a file of their own (an idle poll writes a row or two).
SET GLOBAL ducklake_max_retry_count = 0;
SET GLOBAL ducklake_default_data_inlining_row_limit = 100;
ATTACH {lake} AS warehouse (DATA_PATH {files});

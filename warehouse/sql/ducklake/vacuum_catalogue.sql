-- Lets PostgreSQL write tables of the catalogue ({tables}) anew, without the rows that were deleted and with what it knows
-- of their values. It does so outside of a transaction only.
FROM postgres_execute('catalogue', 'VACUUM (FULL, ANALYZE) {tables}', use_transaction => false)

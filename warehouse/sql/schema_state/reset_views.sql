-- Schema mart holds nothing but views and macros: it can go and come back as a whole.
DROP SCHEMA IF EXISTS mart CASCADE;
CREATE SCHEMA mart;
DELETE FROM ops.view_state;

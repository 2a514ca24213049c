-- The checks have looked at what was to be looked at again.
DELETE FROM ops.recheck

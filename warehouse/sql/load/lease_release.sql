-- Gives the leases of the wanted sources back, unless somebody else has taken one over meanwhile.
DELETE FROM ops.lease
USING wanted
WHERE lease.source_id = wanted.value AND lease.holder = $holder

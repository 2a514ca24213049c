-- All findings of the checks that have just looked at everything: what is found again comes back next.
DELETE FROM ops.finding AS stored
WHERE stored.check_name IN (SELECT value FROM incoming_ran)

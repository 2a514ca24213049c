-- Results that are old enough to go; the last one of every check stays for ever.
DELETE FROM ops.check_result AS stored
WHERE stored.checked_at < $now - to_days($days)
    AND stored.checked_at < (
        SELECT max(later.checked_at) FROM ops.check_result AS later WHERE later.check_name = stored.check_name
    )

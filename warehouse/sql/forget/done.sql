-- Whether a removal was carried out.
SELECT count(*) FROM ops.removal WHERE removal_id = $removal_id

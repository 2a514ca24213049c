-- That a removal was carried out.
INSERT INTO ops.removal
VALUES ($removal_id, $kind, $now, $articles, $exchanges, $code_version)

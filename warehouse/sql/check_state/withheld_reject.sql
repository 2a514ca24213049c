-- Each newly withheld article is a reject of the run that loaded it, recorded once.
INSERT INTO ops.reject BY NAME
SELECT
    md5(concat_ws(chr(31), run_id, check_name, article_id, content_hash)) AS reject_id,
    run_id,
    source_id,
    'check' AS stage,
    check_name AS reason,
    url,
    detail,
    fetch_id,
    $now AS rejected_at
FROM newly_withheld

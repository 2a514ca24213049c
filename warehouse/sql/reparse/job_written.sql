-- A reparse as it stands at the end of a batch.
INSERT INTO ops.reparse BY NAME
SELECT
    $source_id AS source_id,
    $code AS code,
    $code_version AS code_version,
    $since::TIMESTAMPTZ AS since,
    $before::TIMESTAMPTZ AS before,
    $holder AS holder,
    $started_at::TIMESTAMPTZ AS started_at,
    $updated_at::TIMESTAMPTZ AS updated_at,
    $finished_at::TIMESTAMPTZ AS finished_at,
    $place_file AS place_file,
    $place_offset::BIGINT AS place_offset,
    $place_fetch_id AS place_fetch_id,
    $pages::INTEGER AS pages

-- Records have moved within the archive (incoming_place), others are gone; a body that was changed has another digest.
UPDATE raw.fetch AS stored SET
    warc_file = incoming.new_file,
    warc_offset = incoming.new_offset,
    warc_length = incoming.new_length,
    sha256 = coalesce(incoming.sha256, stored.sha256),
    payload_file = CASE WHEN incoming.own_body THEN NULL ELSE stored.payload_file END,
    payload_offset = CASE WHEN incoming.own_body THEN NULL ELSE stored.payload_offset END,
    payload_length = CASE WHEN incoming.own_body THEN NULL ELSE stored.payload_length END
FROM incoming_place AS incoming
WHERE stored.warc_file = incoming.file AND stored.warc_offset = incoming."offset";
UPDATE raw.fetch AS stored SET
    payload_file = incoming.new_file,
    payload_offset = incoming.new_offset,
    payload_length = incoming.new_length
FROM incoming_place AS incoming
WHERE stored.payload_file = incoming.file AND stored.payload_offset = incoming."offset";

-- The demo: what states did with each other, the same event once however many articles report it.
SELECT party_a, party_b, event, date_edtf, place_name, participants, sources, quote
FROM mart.bilateral_event
ORDER BY len(sources) DESC, date_from DESC NULLS LAST, party_a, party_b, quote
LIMIT 6

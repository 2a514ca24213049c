-- Which of the incoming articles the index has already, and whether they are alike: equal content keys are equal words.
SELECT incoming.item, stored.doc,
    stored.published = incoming.published
    AND stored.arrival = incoming.arrival
    AND stored.content_key IS NOT DISTINCT FROM incoming.content_key
    AND stored.words = incoming.words
    AND stored.hashes = incoming.hashes
    AND stored.signature = incoming.signature
    AND stored.agency IS NOT DISTINCT FROM incoming.agency
    AND stored.own = incoming.own
    AND stored.source IS NOT DISTINCT FROM incoming.source AS alike
FROM incoming_copy AS incoming
JOIN ops.copy_document AS stored USING (article_id)

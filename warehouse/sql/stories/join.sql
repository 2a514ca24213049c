-- Articles that are in no story yet; those that are in theirs already are left alone.
INSERT INTO core.story_article BY NAME
SELECT incoming.* EXCLUDE (founds)
FROM incoming_member AS incoming
ANTI JOIN core.story_article AS stored ON stored.article_id = incoming.article_id

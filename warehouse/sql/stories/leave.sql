-- Articles leave the story that they are in no more.
DELETE FROM core.story_article AS stored
USING incoming_member AS incoming
WHERE stored.article_id = incoming.article_id AND stored.story_id <> incoming.story_id

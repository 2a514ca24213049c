-- Stories that are not here yet. A member of a story whose founder was refused founds it.
INSERT INTO core.story BY NAME
SELECT DISTINCT ON (incoming.story_id)
    incoming.story_id,
    incoming.article_id AS founder_article_id,
    incoming.run_id,
    incoming.loaded_at AS founded_at
FROM incoming_member AS incoming
ANTI JOIN core.story AS stored ON stored.story_id = incoming.story_id
ORDER BY incoming.story_id, incoming.founds DESC, incoming.article_id

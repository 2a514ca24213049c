-- Stories that are not here yet. A member of a story whose founder was refused founds it.
INSERT INTO core.story BY NAME
SELECT DISTINCT ON (incoming.story_id)
    incoming.story_id,
    incoming.article_id AS founder_article_id,
    incoming.run_id,
    incoming.loaded_at AS founded_at
FROM incoming_story_article AS incoming
JOIN staged ON staged.item = incoming.item AND staged.is_current
ANTI JOIN core.story AS stored ON stored.story_id = incoming.story_id
ORDER BY incoming.story_id, incoming.founds DESC, incoming.item

-- Takes matches away.
DELETE FROM core.match USING removed
WHERE match.article_id = removed.article_id AND match.other_id = removed.other_id

-- What was given before under ids.
SELECT given.article_id, given.digest FROM ops.copy_given AS given JOIN wanted ON wanted.value = given.article_id

-- The words of versions that were made anew, in their place. What a version changed of the one before is compared again
-- (sql/load/version_changes.sql) where its words are others; a first version changed nothing.
UPDATE core.article_version AS stored
SET content_hash = incoming.content_hash,
    title = incoming.title,
    summary = incoming.summary,
    body = incoming.body,
    captions = incoming.captions,
    authors = incoming.authors,
    credit = incoming.credit,
    keywords = incoming.keywords,
    images = incoming.images,
    published_edtf = incoming.published_edtf,
    published_candidates = incoming.published_candidates,
    modified_edtf = incoming.modified_edtf,
    how = incoming.how,
    word_count = incoming.word_count,
    changed = CASE WHEN staged.is_reworded THEN incoming.changed ELSE stored.changed END,
    signs = CASE WHEN staged.is_reworded THEN incoming.signs ELSE stored.signs END,
    notices = CASE WHEN staged.is_reworded THEN incoming.notices ELSE stored.notices END,
    paragraphs = CASE WHEN staged.is_reworded THEN incoming.paragraphs ELSE stored.paragraphs END,
    words_added = CASE WHEN staged.is_reworded THEN incoming.words_added ELSE stored.words_added END,
    words_removed = CASE WHEN staged.is_reworded THEN incoming.words_removed ELSE stored.words_removed END,
    code_version = incoming.code_version,
    reparsed_at = incoming.loaded_at,
    reparse_run_id = incoming.run_id
FROM incoming_version AS incoming
JOIN staged ON staged.item = incoming.item
WHERE stored.article_id = staged.article_id AND stored.version = staged.version

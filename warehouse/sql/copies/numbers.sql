-- The numbers of the wanted articles in the index.
SELECT doc FROM ops.copy_document SEMI JOIN wanted ON wanted.value = copy_document.article_id

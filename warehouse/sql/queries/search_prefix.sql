-- The numbers of the words that begin so; of very many the shortest, which is nearest to what was typed.
SELECT term
FROM ops.search_word
WHERE starts_with(word, $prefix)
ORDER BY length(word), word
LIMIT $most

-- Which of the wanted digests are remembered.
SELECT digest FROM ops.tombstone SEMI JOIN wanted ON wanted.value = tombstone.digest

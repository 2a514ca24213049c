-- Empties the index: its articles are to be taken up again.
DELETE FROM ops.copy_index;
DELETE FROM ops.copy_document;
DELETE FROM ops.copy_sketch;
DELETE FROM ops.copy_run;
DELETE FROM ops.copy_words;
DELETE FROM ops.common_hash;
DELETE FROM core.match;

-- Which sketches the index holds.
SELECT version FROM ops.copy_index

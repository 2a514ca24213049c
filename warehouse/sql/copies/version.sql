-- Which sketches the index holds, and within how many days articles are compared.
SELECT version, window_days FROM ops.copy_index

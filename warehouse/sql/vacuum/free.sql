-- The bytes of the writer's file, and how many of them are free blocks: what vacuum would give back at least.
SELECT block_size * total_blocks AS bytes, block_size * free_blocks AS free
FROM pragma_database_size()
WHERE database_name = current_database()

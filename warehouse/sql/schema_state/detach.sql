-- Closes the writer's file, which gives up its lock; the engine stays.
DETACH warehouse

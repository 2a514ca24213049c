-- Closes the fresh file, which writes its log into it.
DETACH fresh

-- Closes the file again.
DETACH backup

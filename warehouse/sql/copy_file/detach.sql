-- Closes the file; the engine and its temporary tables stay.
USE memory;
DETACH warehouse;

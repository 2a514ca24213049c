-- Closes the file; the engine stays, with its temporary tables.
USE memory;
DETACH warehouse;

-- Nothing else of the database is for readers.
DETACH catalogue

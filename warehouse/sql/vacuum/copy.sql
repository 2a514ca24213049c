-- Everything that is there, with constraints, sequences, views, macros and comments, and nothing that was deleted.
COPY FROM DATABASE warehouse TO fresh

"""Names of persons: their finding, their forms, their offices."""

"""The web and files, up to a parsed article."""

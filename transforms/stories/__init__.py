"""Stories: which articles report the same event, whatever their words and language."""

"""Versions of an article: what an edit changed, what is no edit at all, and when a page is gone."""

"""Copies: which articles have their words from another, found by sampled word sequences and proved on the words."""

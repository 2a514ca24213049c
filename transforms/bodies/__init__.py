"""Organisations and agreements that a text names."""

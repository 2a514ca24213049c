"""Pure functions on records: clean, dedup, tag, link. No I/O, no clock, no randomness."""

__version__ = "0.1.0"

"""Dates: their reading from the web and from running text, calendars, clocks and zones."""

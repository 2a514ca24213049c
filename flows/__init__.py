"""Prefect flows, schedules, settings and the command line: when, and in which order."""

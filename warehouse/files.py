"""Names of the files below DATA, on their own so that a query need not import what loads and publishes."""

from __future__ import annotations

WRITER_FILE = "warehouse.duckdb"
SNAPSHOT_FILE = "published.duckdb"
# A removal that is under way or was cut off.
UNFINISHED = "forgetting.json"
# The snapshot before this one, whose room the next one takes (warehouse.replacing). ``vacuum`` removes it with the rest
# of its pattern: it may hold what was deleted.
EARLIER_SNAPSHOT = ".published-earlier.tmp"
SNAPSHOT_TEMPORARY = ".published-*.tmp"
WANTED_FILE = ".warehouse-wanted"  # touched by whoever waits for the writer's file

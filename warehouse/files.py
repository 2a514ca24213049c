"""Names of the files below DATA, on their own so that a query need not import what loads and publishes."""

from __future__ import annotations

WRITER_FILE = "warehouse.duckdb"
SNAPSHOT_FILE = "published.duckdb"

"""Names of the files below DATA, and what a full disk says, without a need to import what loads and publishes."""

from __future__ import annotations

import errno
import os

WRITER_FILE = "warehouse.duckdb"
SNAPSHOT_FILE = "published.duckdb"
# A removal that is under way or was cut off.
UNFINISHED = "forgetting.json"
# The snapshot before this one, whose room the next one takes (warehouse.replacing). ``vacuum`` removes it with the rest
# of its pattern: it may hold what was deleted.
EARLIER_SNAPSHOT = ".published-earlier.tmp"
SNAPSHOT_TEMPORARY = ".published-*.tmp"
WANTED_FILE = ".warehouse-wanted"  # touched by whoever waits for the writer's file

# What a write fails with for which there is no room: on the disk, in a quota, under a limit for files.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_full(message: str) -> bool:
    """Say whether a message of DuckDB's or of the system's tells that there is no room to write."""
    return any(os.strerror(number) in message for number in _FULL)

"""Gives back the room of a SQLite database that somebody else keeps, such as Prefect's, while nobody uses it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def give_back_sqlite(path: Path, *, least: int, part: float) -> int:
    """Write a database anew where that gives back ``least`` bytes and such a part of it; return the bytes given back.

    A database that is in use, or none, is left as it is: this is housekeeping, and there is a next time.
    """
    if not path.exists():
        return 0
    before = path.stat().st_size
    try:
        with closing(sqlite3.connect(path, timeout=0)) as connection:
            free = _pragma(connection, "freelist_count") * _pragma(connection, "page_size")
            if free < max(least, before * part):
                return 0
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return 0
    return before - path.stat().st_size


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

"""Gives space back: the writer's file is written anew without what was deleted, and put in the old one's place.

DuckDB uses the room of deleted rows again, but never makes a file smaller, and until it uses a block again what was
deleted still stands in it, readable for whoever looks at the bytes. A fresh file has only the rows that are there.
Peak disk use is the old file and the new one.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.durable import put_in_place, sync_file
from warehouse.errors import WarehouseBroken
from warehouse.files import SNAPSHOT_FILE
from warehouse.sqlfiles import literal, statement
from warehouse.store import Held, Warehouse

_TEMPORARY = ".warehouse-*.tmp"
# What publishing, vacuum and the logs of their files leave when they are killed.
_LEFT_OVER = (_TEMPORARY, ".warehouse-*.tmp.wal", f".{Path(SNAPSHOT_FILE).stem}-*.tmp")
# Whoever opened the old file just before it was replaced meets its lock meanwhile, and opens the new one next time.
_GRACE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Vacuumed:
    """How large the writer's file was and is, in bytes, and which files of killed runs were removed."""

    before: int
    after: int
    removed: tuple[str, ...]


def vacuum(warehouse: Warehouse) -> Vacuumed:
    """Write the warehouse file anew and remove what killed commands left beside it.

    Raises WarehouseBusy and WarehouseBroken as ``Warehouse.write`` does, and WarehouseBroken where the disk has no room
    for the second file; the old one stays then.
    """
    with warehouse.exclusive() as held:
        removed = remove_left_overs(warehouse.data)
        before = warehouse.path.stat().st_size
        rewrite(held, warehouse.path)
    return Vacuumed(before, warehouse.path.stat().st_size, removed)


@dataclass(frozen=True, slots=True)
class Room:
    """The bytes of the writer's file, and how many of them nothing stands in."""

    bytes: int
    free: int


def room(warehouse: Warehouse) -> Room:
    """Return how much of the writer's file is free. Raises WarehouseBusy and WarehouseBroken as ``Warehouse.write``."""
    with warehouse.exclusive() as held:
        ((size, free),) = held.connection.execute(statement("vacuum/free")).fetchall()
    return Room(size, free)


def rewrite(held: Held, path: Path) -> None:
    """Replace the file that is held by a fresh one with the same content; to be the last thing done while it is held.

    Raises WarehouseBroken where the fresh file cannot be written or has other rows; the old one stays then.
    """
    connection = held.connection
    fresh = path.with_name(_TEMPORARY.replace("*", str(os.getpid())))
    try:
        connection.execute(statement("vacuum/attach").format(path=literal(str(fresh)))).fetchall()
        try:
            connection.execute(statement("vacuum/copy")).fetchall()
            _compare(connection, path)
        finally:
            connection.execute(statement("vacuum/detach")).fetchall()
        # The log of the old file would be taken for the new one's: a checkpoint empties and removes it.
        connection.execute("CHECKPOINT").fetchall()
        sync_file(fresh)
        put_in_place(fresh, path)
    except (OSError, duckdb.IOException, duckdb.FatalException) as error:
        reason = str(error).strip().splitlines()[0]
        raise WarehouseBroken(f"{path}: could not be written anew ({reason}); the file stays as it is.") from error
    finally:
        fresh.unlink(missing_ok=True)
        fresh.with_name(f"{fresh.name}.wal").unlink(missing_ok=True)
    time.sleep(_GRACE_SECONDS)


def _compare(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """See that the fresh file has the same tables with as many rows: it is about to replace all that there is."""
    if (old := _counts(connection, "warehouse")) != (new := _counts(connection, "fresh")):
        differing = sorted(table for table in old.keys() | new.keys() if old.get(table) != new.get(table))
        raise WarehouseBroken(f"{path}: a fresh copy has other rows in {', '.join(differing)}; the file stays.")


def _counts(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, int]:
    tables = connection.execute(statement("vacuum/tables").format(database=database)).fetchall()
    count = statement("vacuum/count")
    return {
        table: connection.execute(count.format(database=database, table=table)).fetchall()[0][0] for (table,) in tables
    }


def remove_left_overs(data: Path) -> tuple[str, ...]:
    """Remove the files of commands that were killed: they are made under the lock only, which is ours."""
    found = sorted(path for pattern in _LEFT_OVER for path in data.glob(pattern))
    for path in found:
        path.unlink(missing_ok=True)
    return tuple(path.name for path in found)

"""The warehouse as a file for a backup, and back from one.

A copy of the writer's file is taken while it is held, after a checkpoint: it has whole transactions only, and no log
beside it. Of a lake a snapshot is noted while it is held, and written to a file afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TypeVar

import duckdb

from warehouse.ducklake_copying import copy_to_file, current_snapshot
from warehouse.ducklake_place import Lake
from warehouse.durable import copy_file, put_in_place
from warehouse.errors import WarehouseBroken
from warehouse.store import Warehouse

T = TypeVar("T")


def copy_warehouse(warehouse: Warehouse, target: Path, meanwhile: Callable[[], T]) -> T:
    """Copy the warehouse to ``target``; return what ``meanwhile`` returns, called while nobody can write.

    ``target`` is called as the writer's file is, in a folder that has none. Raises WarehouseBusy and WarehouseBroken as
    ``Warehouse.write`` does, OSError where the target cannot be written.
    """
    if isinstance(warehouse.place, Lake):
        with warehouse.exclusive() as held:
            snapshot, found = current_snapshot(held), meanwhile()
        copy_to_file(warehouse.place, snapshot, target.parent)
        return found
    with warehouse.exclusive() as held:
        held.connection.execute("CHECKPOINT").fetchall()
        with target.open("xb") as copy:
            copy_file(held.open_file(), copy)
        return meanwhile()


def replace_warehouse(warehouse: Warehouse, by: Path, meanwhile: Callable[[], None]) -> None:
    """Put a file of the same folder in the place of the writer's; ``meanwhile`` is called just before.

    Where the old file can be opened nobody else has it then. One that cannot be opened is replaced all the same, with
    its log: that is what backups are for. The snapshot is that of the old state until the next publishing.

    Raises WarehouseBusy when somebody has the old file.
    """
    with ExitStack() as held:
        if warehouse.path.exists():
            with suppress(WarehouseBroken, duckdb.Error):
                held.enter_context(warehouse.exclusive()).connection.execute("CHECKPOINT").fetchall()
        # A log that is left belongs to a file that could not be opened, and would be taken for the new file's.
        warehouse.path.with_name(f"{warehouse.path.name}.wal").unlink(missing_ok=True)
        meanwhile()
        put_in_place(by, warehouse.path)

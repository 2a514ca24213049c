"""Takes out of a lake what was deleted: what a fresh file is for a warehouse in a file (``warehouse.vacuum.rewrite``).

Deleting rows of a lake deletes nothing: their file stays, with another beside it that says which rows count no longer,
and every snapshot from before still shows them. The catalogue has texts, too: rows that were too few for a file, and
the least and greatest value of every column, for each file and for the table as a whole. First the files are written
anew and published; then all other snapshots go, their files, and what PostgreSQL keeps of the rows that went.

Each step may be cut off and done again. Readers that are at work with an earlier snapshot fail from then on.
"""

from __future__ import annotations

import duckdb

from warehouse.backend import start_engine
from warehouse.ducklake import attach_catalogue
from warehouse.ducklake_keeping import GONE_AT_ONCE, expire
from warehouse.ducklake_place import Lake
from warehouse.errors import WarehouseBusy
from warehouse.schema import transaction
from warehouse.sqlfiles import statement
from warehouse.store import Held, Warehouse

# How long PostgreSQL waits for a table of the catalogue that somebody reads, as it writes it anew.
_LOCK_TIMEOUT = "-c lock_timeout=10s"


def rewrite_files(held: Held) -> None:
    """Write every file anew that has lost a row; to be published next."""
    held.connection.execute(statement("ducklake/rewrite")).fetchall()


def drop_the_past(warehouse: Warehouse, lake: Lake) -> None:
    """Delete all that is neither published nor the latest, with its files; then clean the catalogue of it.

    Raises WarehouseBusy where the lake stays locked, or somebody reads it at the moment; WarehouseBroken.
    """
    with warehouse.exclusive() as held:
        expire(held.connection, GONE_AT_ONCE)
        held.connection.execute(statement("ducklake/sweep")).fetchall()
        with transaction(held.connection):
            held.connection.execute(statement("ducklake/blank_statistics")).fetchall()
    _vacuum_catalogue(lake)


def _vacuum_catalogue(lake: Lake) -> None:
    """Let PostgreSQL write what it has of rows and values anew, so that nothing stands in free space."""
    try:
        with start_engine(lake.data) as engine:
            attach_catalogue(engine, lake, options=_LOCK_TIMEOUT)
            tables = ", ".join(table for (table,) in engine.execute(statement("ducklake/catalogue_tables")).fetchall())
            engine.execute(statement("ducklake/vacuum_catalogue").format(tables=tables)).fetchall()
    except duckdb.Error as error:
        reason = " ".join(str(error).split())[-200:]
        raise WarehouseBusy(f"{lake}: its catalogue could not be written anew ({reason})") from None

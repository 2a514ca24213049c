"""The rows of a lake in a warehouse file, and back: what ``khotin backup`` and ``khotin restore`` do with a lake.

A dump of the catalogue and a copy of the Parquet files would be a backup as well, but only for the same lake: the
catalogue names the folder of its files, and neither says anything without the other. A file has the same tables, needs
no server, can be opened and searched, and goes back into a lake or becomes a warehouse of its own.

The file is that of one snapshot of DuckLake's. It is read without the lock of writers, which go on meanwhile. Vacuum
may take away a snapshot that is older than its grace, and forgetting takes away all: reading fails then, and the backup
with it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from warehouse.backend import start_engine
from warehouse.ducklake import explained, keep_secret, load_extensions
from warehouse.ducklake_keeping import published_snapshot
from warehouse.ducklake_place import Lake
from warehouse.durable import sync_file
from warehouse.errors import WarehouseBroken
from warehouse.schema import transaction
from warehouse.sqlfiles import literal, statement
from warehouse.store import Held, Warehouse

# What a warehouse says of its own form, which a file and a lake have each for themselves.
_OF_ITS_OWN = frozenset({'"ops"."schema_migration"', '"ops"."view_state"'})

# What a backup is made for; the rest changes with every check and every lease.
_OF_THE_CORPUS = ('"raw".', '"core".')


class LakeNotEmpty(Exception):
    """The lake has rows already; the message names the first table that has."""


def current_snapshot(held: Held) -> int:
    """Return the number of the lake's last snapshot."""
    return int(held.connection.execute(statement("ducklake/current")).fetchall()[0][0])


def copy_to_file(lake: Lake, snapshot: int, folder: Path) -> Path:
    """Write a warehouse file into ``folder`` with the rows that a lake had at a snapshot; return its path.

    Raises WarehouseBroken where the lake cannot be read or the file cannot be written.
    """
    made = Warehouse(folder)
    with made.exclusive():
        pass
    try:
        with start_engine(lake.data) as engine:
            _attach_at(engine, lake, snapshot)
            engine.execute(statement("vacuum/attach").format(path=literal(str(made.path)))).fetchall()
            with transaction(engine):
                _copy(engine, "warehouse", "fresh")
                ((start,),) = engine.execute(statement("ducklake/next_number")).fetchall()
                engine.execute(statement("ducklake/search_numbers").format(start=int(start))).fetchall()
            engine.execute(statement("vacuum/detach")).fetchall()
    except duckdb.Error as error:
        raise WarehouseBroken(
            f"{explained(lake, str(error))} No backup was made; where vacuum or forget ran meanwhile, make it again."
        ) from None
    sync_file(made.path)
    return made.path


def copy_from_file(
    warehouse: Warehouse, file: Path, before: Callable[[], None] = lambda: None, *, again: bool = False
) -> None:
    """Fill an empty lake with the rows of a warehouse file of the same schema, in one transaction.

    With ``again`` nothing is written where it has been filled from that file already and not been shown to readers
    since, as a restore leaves it that is killed before it publishes. ``before`` is called once it is clear that the
    lake may be filled.

    Raises LakeNotEmpty where the lake has other rows, WarehouseBusy and WarehouseBroken as ``Warehouse.write`` does.
    """
    with warehouse.exclusive() as held:
        see_that_it_is_free(held)
        held.connection.execute(statement("ducklake/attach_file").format(path=literal(str(file)))).fetchall()
        try:
            is_filled = again and _has_the_same(held.connection)
            if not is_filled:
                see_that_it_is_empty(held)
            before()
            if is_filled:
                return
            with transaction(held.connection):
                _copy(held.connection, "backup", "warehouse")
        finally:
            held.connection.execute(statement("ducklake/detach_file")).fetchall()


def see_that_it_is_free(held: Held) -> None:
    """Raise LakeNotEmpty where the lake has rows and readers have been shown articles or exchanges of it."""
    snapshot = published_snapshot(held.connection)
    if snapshot < 0:
        return
    ((is_shown,),) = held.connection.execute(statement("ducklake/shown").format(snapshot=snapshot)).fetchall()
    if is_shown:
        see_that_it_is_empty(held)


def see_that_it_is_empty(held: Held) -> None:
    """Raise LakeNotEmpty where any table has a row but for those that tell of the schema."""
    for table in _tables(held.connection, "warehouse"):
        if _count(held.connection, "warehouse", table):
            raise LakeNotEmpty(table.replace('"', "") + " has rows")


def _attach_at(engine: duckdb.DuckDBPyConnection, lake: Lake, snapshot: int) -> None:
    load_extensions(engine, lake)
    keep_secret(engine, lake)
    connection = lake.connection_string(application_name="khotin backup")
    sql = statement("ducklake/attach_published").format(
        lake=literal(f"ducklake:postgres:{connection}"), files=literal(lake.files), snapshot=snapshot
    )
    engine.execute(sql).fetchall()


def _has_the_same(connection: duckdb.DuckDBPyConnection) -> bool:
    """Say whether all that was fetched and all articles in the lake are those of the backup that is attached."""
    for table in _tables(connection, "backup"):
        if table.startswith(_OF_THE_CORPUS):
            sql = statement("ducklake/same_rows").format(source="backup", target="warehouse", table=table)
            ((is_same,),) = connection.execute(sql).fetchall()
            if not is_same:
                return False
    return True


def _copy(connection: duckdb.DuckDBPyConnection, source: str, target: str) -> None:
    """Copy the rows of every table, and see that all have come."""
    for table in _tables(connection, source):
        sql = statement("ducklake/copy_table").format(source=source, target=target, table=table)
        connection.execute(sql).fetchall()
        if _count(connection, source, table) != _count(connection, target, table):
            raise WarehouseBroken(f"{table}: the copy has other rows than the original; nothing was kept")


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    found = connection.execute(statement("vacuum/tables").format(database=database)).fetchall()
    return [table for (table,) in found if table not in _OF_ITS_OWN]


def _count(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> int:
    ((count,),) = connection.execute(statement("vacuum/count").format(database=database, table=table)).fetchall()
    return int(count)

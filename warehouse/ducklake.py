"""The warehouse past one machine: DuckLake, its catalogue in PostgreSQL and its rows in Parquet files.

DuckLake has no keys, so that what keeps rows from being written twice is that one writer at a time decides and commits,
as with a file: a lock of PostgreSQL's (an advisory one, held by a transaction that is open as long as we write), which
ends with the connection of whoever holds it, killed or cut off. One lock for all sources, not one each: what an article
repeats and which story it belongs to is decided against the articles of all of them.

A lock alone is no guarantee, since its holder may lose the connection and go on. Therefore DuckLake's own repetition of
commits is off: it would merge two loads that have not seen each other. Without it the key of the catalogue's snapshots
lets only one of two transactions commit that began from the same snapshot, whoever believes to hold the lock.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import duckdb

from warehouse.backend import MEMORY, Locked, start_engine
from warehouse.ducklake_place import Lake
from warehouse.ducklake_schema import translated
from warehouse.errors import WarehouseBroken
from warehouse.sqlfiles import literal, statement

_EXTENSIONS = ("ducklake", "postgres_scanner")
_TIMED_OUT = "lock timeout"
# The key of the catalogue's table of snapshots, by whatever name.
_STALE = 'duplicate key value violates unique constraint "ducklake_snapshot'
_UNREACHABLE = "Unable to connect to Postgres"
_MOST_SAID = 300
_Attaching = Callable[[duckdb.DuckDBPyConnection, Lake], None]


class LakeBackend:
    """A lake that stays attached to an engine of ours, and the lock that is taken for writing (``backend.Backend``)."""

    def __init__(self, lake: Lake, memory: int = MEMORY) -> None:
        self._lake = lake
        self._memory = memory
        self._engine: duckdb.DuckDBPyConnection | None = None
        self._lock: duckdb.DuckDBPyConnection | None = None
        self._is_attached = False

    @property
    def name(self) -> str:
        """The lake's name, without a password."""
        return str(self._lake)

    def open(self) -> duckdb.DuckDBPyConnection:
        """Take the lock and return a connection; raises Locked where another writer has it.

        The lake is attached, and made where there is none yet, under the lock: of two that make it the second fails.
        """
        self._lock = self._locked()
        connection = self._reached().cursor()
        if not self._is_attached:
            self._understood(connection, attach)
            self._is_attached = True
        connection.execute(statement("ducklake/use")).fetchall()
        return connection

    def close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give the lock back. Where that fails the connection to the database is gone, and the lock with it."""
        connection.close()
        lock, self._lock = self._lock, None
        if lock is None:
            return
        try:
            lock.rollback()
            lock.close()
        except duckdb.Error:
            self._stop()

    def translate(self, text: str) -> str:
        """Return the text without what DuckLake does not have."""
        return translated(text)

    def settle(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write rows that stand in the catalogue to files.

        Tables of the catalogue that held rows of an earlier form of a table go when they are emptied. If that were left
        to the next compaction, a reader at work would miss them.
        """
        connection.execute(statement("ducklake/flush")).fetchall()

    def explain(self, message: str) -> str:
        """Say in one line what DuckDB says of a lake that it cannot use."""
        return explained(self._lake, message)

    def _reached(self) -> duckdb.DuckDBPyConnection:
        """Return the engine; the catalogue's database is attached to it."""
        if self._engine is None:
            self._engine, self._is_attached = start_engine(self._lake.data, self._memory), False
            self._understood(self._engine, attach_catalogue)
        return self._engine

    def _understood(self, connection: duckdb.DuckDBPyConnection, work: _Attaching) -> None:
        """Attach something; where that fails the engine is given up, and what DuckDB says of it is explained."""
        try:
            work(connection, self._lake)
        except duckdb.IOException:
            self._stop()
            raise
        except duckdb.Error as error:
            self._stop()
            raise WarehouseBroken(self.explain(str(error))) from None

    def _locked(self) -> duckdb.DuckDBPyConnection:
        """Return a connection whose open transaction holds the lock."""
        lock = self._reached().cursor()
        try:
            lock.begin()
            lock.execute(statement("ducklake/lock")).fetchall()
        except duckdb.Error as error:
            if _TIMED_OUT not in str(error):
                self._stop()
                raise
            with suppress(duckdb.Error):
                lock.rollback()
            raise Locked(self._holder(lock)) from None
        return lock

    def _holder(self, connection: duckdb.DuckDBPyConnection) -> str:
        found = connection.execute(statement("ducklake/holder")).fetchall()
        return str(found[0][0]) if found else "another writer"

    def _stop(self) -> None:
        self._lock = None
        if self._engine is not None:
            self._engine.close()
            self._engine = None


def attach_catalogue(engine: duckdb.DuckDBPyConnection, lake: Lake, **more: str) -> None:
    """Attach the database of a lake's catalogue for writing, and nothing of DuckLake's yet.

    ``more`` are further parameters of its connection.
    """
    load_extensions(engine, lake)
    keep_secret(engine, lake)
    catalogue = literal(_introduced(lake, **more))
    engine.execute(statement("ducklake/attach_database").format(catalogue=catalogue)).fetchall()


def attach(engine: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Attach a lake for writing; it is made if it is not there, which only one at a time may do."""
    name = literal(f"ducklake:postgres:{_introduced(lake)}")
    engine.execute(statement("ducklake/attach").format(lake=name, files=literal(lake.files))).fetchall()


def _introduced(lake: Lake, **more: str) -> str:
    """Return the connection string by which other writers see who we are."""
    return lake.connection_string(application_name=f"khotin {socket.gethostname()}:{os.getpid()}", **more)


def keep_secret(engine: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Hand over the password, if there is one, so that it stands in no connection string."""
    if lake.password is not None:
        engine.execute(statement("ducklake/secret").format(password=literal(lake.password))).fetchall()


def load_extensions(engine: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Load DuckDB's extensions from the packages that bring them; nothing is downloaded.

    Raises WarehouseBroken where they are not installed.
    """
    for name in (*_EXTENSIONS, "httpfs") if "://" in lake.files else _EXTENSIONS:
        package = f"duckdb_extension_{name}"
        found = find_spec(package)
        if found is None or not found.submodule_search_locations:
            wanted = (
                "'khotin[ducklake]'" if name in _EXTENSIONS else f"{package.replace('_', '-')}=={duckdb.__version__}"
            )
            raise WarehouseBroken(f"{lake}: needs DuckDB's extension {name}: pip install {wanted}")
        folder = Path(found.submodule_search_locations[0])
        file = folder / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        engine.execute(statement("ducklake/load").format(file=literal(str(file)))).fetchall()


def explained(lake: Lake, message: str) -> str:
    """Return what DuckDB says of a lake that cannot be used as one line with what to do."""
    if _STALE in message:
        return f"{lake}: another writer committed meanwhile; nothing of this was written. Run it again."
    reason = _reason(message)
    if _UNREACHABLE in message:
        return f"{lake}: its database cannot be reached ({reason}). Start it, or correct KHOTIN_WAREHOUSE."
    if "does not match existing data path" in message:
        return f"{lake}: keeps its files elsewhere ({reason}). Correct data= in KHOTIN_WAREHOUSE."
    return f"{lake}: cannot be used ({reason})."


def _reason(message: str) -> str:
    """Return the end of the chain of reasons that DuckDB gives, which may quote megabytes of SQL, in short."""
    last = re.split(r"Failed to flush changes into DuckLake: |Failed to execute query |: connection to ", message)[-1]
    return " ".join(last.split())[:_MOST_SAID]

"""The warehouse in one file, ``DATA/warehouse.duckdb``: DuckDB's own lock lets one process at a time have it."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from warehouse.backend import MEMORY, Locked, start_engine
from warehouse.files import is_full
from warehouse.sqlfiles import literal, statement

_LOCKED = "Could not set lock on file"
_HOLDER = re.compile(r"Conflicting lock is held in (.*?\(PID \d+\)[^.]*)")


class FileBackend:
    """A file that is attached to an engine of ours, and detached, lock and all (``backend.Backend``)."""

    def __init__(self, path: Path, memory: int = MEMORY) -> None:
        self._path = path
        self._memory = memory
        self._engine: duckdb.DuckDBPyConnection | None = None

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self._path)

    def open(self) -> duckdb.DuckDBPyConnection:
        """Attach the file; raises Locked where another process has it."""
        if self._engine is None:
            self._engine = start_engine(self._path.parent, self._memory)
        connection = self._engine.cursor()
        try:
            connection.execute(statement("schema_state/attach").format(path=literal(str(self._path)))).fetchall()
        except duckdb.Error as error:
            connection.close()
            if _LOCKED in str(error):
                raise Locked(_holder(str(error))) from None
            self._stop()
            raise
        return connection

    def close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give the file up. Where DuckDB cannot detach it, as after a failure of the disk, the engine goes with it.

        Nothing committed is lost by that: it stands in the log beside the file, which the next opening plays back.
        """
        connection.close()
        try:
            if self._engine is not None:
                self._engine.execute(statement("schema_state/detach")).fetchall()
        except duckdb.Error:
            self._stop()

    def translate(self, text: str) -> str:
        """Return the text as it is."""
        return text

    def settle(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Do nothing: a file needs nothing."""

    def explain(self, message: str) -> str:
        """Say in one line, with the file's name, what DuckDB says of a file that it cannot use."""
        path, first = self._path, message.strip().splitlines()[0]
        if "not a valid DuckDB database file" in message:
            return f"{path}: is not a DuckDB database. Move it away, or restore a backup in its place."
        if "Permission denied" in message or "Read-only file system" in message:
            told = "Give write permission to it and its directory, or choose another directory."
            return f"{path}: cannot be written. {told}"
        if is_full(message):
            return f"{path}: the disk is full. Free space and run again; nothing half-written is kept."
        return f"{path}: cannot be used ({first}). Restore a backup, or move the file away to start anew."

    def _stop(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None


def _holder(message: str) -> str:
    found = _HOLDER.search(message)
    return found[1].strip() if found else "another process"

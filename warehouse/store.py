"""Opens the writer's file, ``DATA/warehouse.duckdb``: briefly, alone, and in one transaction.

DuckDB lets one process at a time hold a file for writing, and shuts out readers too meanwhile. Nobody may therefore
keep it open: a session does one thing and ends, above all never during network I/O, and whoever finds the file locked
tries again, with jitter, until a stated time. Within one process DuckDB would share the opened file between threads;
a lock per path makes them take turns instead. Readers of the data use the published snapshot (``warehouse.query``).

Opening is made cheap, because an idle poll is little else: starting DuckDB takes 16 ms of CPU, so that each
``Warehouse`` keeps one engine, in memory and without a file, to which the file is attached (3 ms) and from which it is
detached, lock and all. Several transactions can share one opening (``Warehouse.exclusive`` and ``Held.write``).
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

import duckdb
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random

from warehouse.errors import WarehouseBroken, WarehouseBusy
from warehouse.files import WRITER_FILE
from warehouse.loader import LoadCounts
from warehouse.schema import migrate, transaction, undo
from warehouse.session import Session, SourceState
from warehouse.sources import SourceRow
from warehouse.sqlfiles import literal, statement

__all__ = ["Held", "LoadCounts", "Session", "SourceRow", "SourceState", "Warehouse", "WarehouseBroken", "WarehouseBusy"]

# One thread, because the statements of a batch are small: 10,000 articles in batches of 200 took 20.7 CPU seconds with
# two threads and 15.4 with one, and less time by the clock as well.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"threads": 1}
_LOCKED = "Could not set lock on file"
_HOLDER = re.compile(r"Conflicting lock is held in (.*?\(PID \d+\)[^.]*)")
_RETRY_SECONDS = (0.02, 0.2)
# What DuckDB raises for a file, directory or disk; a failing commit is a TransactionException.
_UNUSABLE = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException, duckdb.SerializationException)


class _Locked(Exception):
    """Another process has the file at this moment."""


class Held:
    """The warehouse file while it is ours alone, for one transaction after another, or to copy the file itself."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, closed_last: ExitStack) -> None:
        self.connection = connection
        self._path = path
        self._closed_last = closed_last

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that is committed at the end, or undone when the block raises anything."""
        with transaction(self.connection):
            yield Session(self.connection)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session for state that a run needs; what it writes is undone at the end."""
        self.connection.begin()
        try:
            yield Session(self.connection)
        finally:
            undo(self.connection)

    def open_file(self) -> BinaryIO:
        """Open the file for reading; it is closed by itself when we no longer hold it.

        POSIX gives up all locks of a process on a file when the process closes any descriptor of it. This one is
        therefore closed after the connection, and nobody else may open the file by hand meanwhile.
        """
        return self._closed_last.enter_context(self._path.open("rb"))


class Warehouse:
    """The warehouse below a data directory.

    ``data`` is DATA; it is made if it is not there. ``lock_wait`` is how many seconds to wait for the file in all.
    ``sleep`` waits between two tries.
    """

    def __init__(self, data: Path, *, lock_wait: float = 60.0, sleep: Callable[[float], None] = time.sleep) -> None:
        self.data = data
        self.path = data / WRITER_FILE
        self._lock_wait = lock_wait
        self._sleep = sleep
        self._engine: duckdb.DuckDBPyConnection | None = None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that is committed at the end, or undone when the block raises anything.

        Raises WarehouseBusy when the file stays locked, WarehouseBroken when it cannot be used.
        """
        with self.exclusive() as held, held.write() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session for state that a run needs; what it writes is undone at the end.

        Raises WarehouseBusy when the file stays locked, WarehouseBroken when it cannot be used.
        """
        with self.exclusive() as held, held.read() as session:
            yield session

    @contextmanager
    def exclusive(self) -> Iterator[Held]:
        """Yield the file, opened, migrated and ours alone until the end of the block, without a transaction.

        Raises WarehouseBusy when the file stays locked, WarehouseBroken when it cannot be used.
        """
        deadline = time.monotonic() + self._lock_wait
        self._make_directory()
        with self._turn(), self._clear_errors(), ExitStack() as closed_last:
            connection = self._connect(max(0.0, deadline - time.monotonic()))
            try:
                migrate(connection, str(self.path))
                yield Held(connection, self.path, closed_last)
            finally:
                self._close(connection)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        turn = _turn_of(str(self.path.resolve()))
        if not turn.acquire(timeout=self._lock_wait):
            raise WarehouseBusy(self._busy("another thread of this process"))
        try:
            yield
        finally:
            turn.release()

    def _connect(self, patience: float) -> duckdb.DuckDBPyConnection:
        attempts = Retrying(
            retry=retry_if_exception_type(_Locked),
            stop=stop_after_delay(patience),
            wait=wait_random(*_RETRY_SECONDS),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return attempts(self._open)
        except _Locked as locked:
            raise WarehouseBusy(self._busy(_holder(str(locked)))) from None

    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._engine is None:
            self._engine = duckdb.connect(":memory:", config=_CONFIG)
            # Days are cut and shown the same way wherever the code runs.
            self._engine.execute("SET GLOBAL TimeZone = 'UTC'").fetchall()
            # Standard output belongs to the commands, and DuckDB draws there what takes longer than two seconds.
            self._engine.execute("SET enable_progress_bar = false").fetchall()
        connection = self._engine.cursor()
        try:
            connection.execute(statement("schema_state/attach").format(path=literal(str(self.path)))).fetchall()
        except duckdb.Error as error:
            connection.close()
            if _LOCKED in str(error):
                raise _Locked(str(error)) from None
            self._stop_engine()
            raise
        return connection

    def _close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give the file up. Where DuckDB cannot detach it, as after a failure of the disk, the engine goes with it.

        Nothing committed is lost by that: it stands in the log beside the file, which the next opening plays back.
        """
        connection.close()
        try:
            if self._engine is not None:
                self._engine.execute(statement("schema_state/detach")).fetchall()
        except duckdb.Error:
            self._stop_engine()

    def _stop_engine(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _make_directory(self) -> None:
        try:
            self.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WarehouseBroken(
                f"{self.data}: cannot be made a data directory ({error.strerror}). "
                "Choose another directory, or give this one write permission."
            ) from None

    @contextmanager
    def _clear_errors(self) -> Iterator[None]:
        """Say in one line, with the file's name, what DuckDB says of a file that it cannot use."""
        try:
            yield
        except _UNUSABLE as error:
            raise WarehouseBroken(_explain(self.path, str(error))) from error

    def _busy(self, holder: str) -> str:
        return (
            f"{self.path}: is held by {holder}; waited {self._lock_wait:g} s for it. "
            "Try again when that has ended, or end it; queries can use the published snapshot meanwhile."
        )


@cache
def _turn_of(path: str) -> threading.Lock:
    """Return the one lock of this process for a path."""
    return threading.Lock()


def _holder(message: str) -> str:
    found = _HOLDER.search(message)
    return found[1].strip() if found else "another process"


def _explain(path: Path, message: str) -> str:
    first = message.strip().splitlines()[0]
    if "not a valid DuckDB database file" in message:
        return f"{path}: is not a DuckDB database. Move it away, or restore a backup in its place."
    if "Permission denied" in message or "Read-only file system" in message:
        return f"{path}: cannot be written. Give write permission to it and its directory, or choose another directory."
    if "No space left" in message:
        return f"{path}: the disk is full. Free space and run again; nothing half-written is kept."
    return f"{path}: cannot be used ({first}). Restore a backup, or move the file away to start anew."

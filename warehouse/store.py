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

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

import duckdb
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random

from warehouse.backend import MEMORY, Backend, Locked, Place, folder_of
from warehouse.backend_file import FileBackend
from warehouse.ducklake import LakeBackend
from warehouse.errors import WarehouseBroken, WarehouseBusy, WarehouseFull
from warehouse.files import WANTED_FILE, WRITER_FILE, is_full
from warehouse.loader import LoadCounts
from warehouse.schema import migrate, transaction, undo
from warehouse.session import Session, SourceState
from warehouse.sitting import Sitting, ask_for
from warehouse.sources import SourceRow

__all__ = [
    "Held",
    "LoadCounts",
    "Session",
    "Sitting",
    "SourceRow",
    "SourceState",
    "Warehouse",
    "WarehouseBroken",
    "WarehouseBusy",
]

# How large the log of committed changes grows before they are written into the file itself, which giving the file up
# does in any case. For one transaction: not at all, since a log that is written to be read at once costs a fifth of a
# load. For several, what DuckDB does by itself; for a load of many batches, some 15,000 articles.
_ONE_TRANSACTION, _SEVERAL, _MANY = "1 byte", "16 MiB", "64 MiB"
# How many row groups that lie side by side DuckDB may put together (and write again) each time that the log is written
# into the file: its own default, and none while batch after batch is loaded. There it wrote every article three times
# before a row group of 122,880 was full, half the CPU of a load; whoever writes next does it once for all of them.
_TIDY, _AS_THEY_COME = 100, 0
_RETRY_SECONDS = (0.02, 0.2)
# What DuckDB raises for a file, directory or disk; a failing commit is a TransactionException.
_UNUSABLE = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException, duckdb.SerializationException)
# What DuckDB says where the memory is full and the disk as well.
_NO_ROOM_TO_SPILL = "max_temp_directory_size"


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

    ``place`` is DATA, which is made if it is not there, or the lake that stands for the file. ``lock_wait`` is how many
    seconds to wait for the file in all. ``memory`` is how many MB DuckDB may take; what it needs beyond that it writes
    to a folder below DATA meanwhile. ``sleep`` waits between two tries.
    """

    def __init__(
        self,
        place: Place,
        *,
        lock_wait: float = 60.0,
        memory: int = MEMORY,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.place = place
        self.data = folder_of(place)
        self.path = self.data / WRITER_FILE
        self._wanted = self.data / WANTED_FILE
        self._backend: Backend = (
            FileBackend(self.path, memory) if isinstance(place, Path) else LakeBackend(place, memory)
        )
        self._memory = memory
        self._lock_wait = lock_wait
        self._sleep = sleep

    @property
    def name(self) -> str:
        """What messages call it: the path of the file, or the lake."""
        return self._backend.name

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that is committed at the end, or undone when the block raises anything.

        Raises WarehouseBusy when the file stays locked, WarehouseBroken when it cannot be used.
        """
        with self._held(_ONE_TRANSACTION) as held, held.write() as session:
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
        with self._held(_SEVERAL) as held:
            yield held

    @contextmanager
    def sitting(self) -> Iterator[Sitting]:
        """Yield what writes batch after batch and keeps the file open meanwhile, until somebody else wants it.

        Its ``write`` raises what ``Warehouse.write`` does. A lake stays attached in any case, and who waits for its
        lock does not touch a file: there it is one transaction at a time.
        """
        longest = None if isinstance(self.place, Path) else 0.0
        sitting = Sitting(lambda: self._held(_MANY, _AS_THEY_COME), self._wanted, self._sleep, longest=longest)
        try:
            yield sitting
        finally:
            sitting.rise()

    @contextmanager
    def _held(self, log: str, put_together: int = _TIDY) -> Iterator[Held]:
        deadline = time.monotonic() + self._lock_wait
        self._make_directory()
        with self._turn(), self._clear_errors(), ExitStack() as closed_last:
            connection = self._connect(max(0.0, deadline - time.monotonic()))
            try:
                connection.execute("SET GLOBAL checkpoint_threshold = $log", {"log": log}).fetchall()
                connection.execute("SET GLOBAL max_vacuum_tasks = $most", {"most": put_together}).fetchall()
                if migrate(connection, self.name, self._backend.translate):
                    self._backend.settle(connection)
                yield Held(connection, self.path, closed_last)
            finally:
                self._backend.close(connection)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        turn = _turn_of(str(self.path.resolve()) if isinstance(self.place, Path) else self.name)
        if not turn.acquire(blocking=False):
            ask_for(self._wanted)
            if not turn.acquire(timeout=self._lock_wait):
                raise WarehouseBusy(self._busy("another thread of this process"))
        try:
            yield
        finally:
            turn.release()

    def _connect(self, patience: float) -> duckdb.DuckDBPyConnection:
        attempts = Retrying(
            retry=retry_if_exception_type(Locked),
            stop=stop_after_delay(patience),
            wait=wait_random(*_RETRY_SECONDS),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return attempts(self._open)
        except Locked as locked:
            raise WarehouseBusy(self._busy(str(locked))) from None

    def _open(self) -> duckdb.DuckDBPyConnection:
        try:
            return self._backend.open()
        except Locked:
            ask_for(self._wanted)
            raise

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
        except duckdb.OutOfMemoryException as error:
            if _NO_ROOM_TO_SPILL in str(error):
                raise WarehouseFull(
                    f"{self.name}: the disk has no room for what does not fit in memory. Free space and run again."
                ) from error
            raise WarehouseBroken(
                f"{self.name}: this needs more than the {self._memory} MB of memory that DuckDB may take. Set more "
                "(memory in khotin.toml, or KHOTIN_MEMORY) and run again; nothing half-written is kept."
            ) from error
        except _UNUSABLE as error:
            kind = WarehouseFull if is_full(str(error)) else WarehouseBroken
            raise kind(self._backend.explain(str(error))) from error

    def _busy(self, holder: str) -> str:
        return (
            f"{self.name}: is held by {holder}; waited {self._lock_wait:g} s for it. "
            "Try again when that has ended, or end it; queries can use the published snapshot meanwhile."
        )


@cache
def _turn_of(path: str) -> threading.Lock:
    """Return the one lock of this process for a path."""
    return threading.Lock()

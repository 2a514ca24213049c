"""The file of ``khotin dedup`` in an engine: attached for this process alone, and attached anew now and then.

For every block of rows that it wrote or read DuckDB keeps some hundred bytes until the file is detached: about 100 KB a
batch, which in a long pass come to as much as all its buffers. Detaching gives up DuckDB's lock on the file for some
milliseconds, in which another process that waits for it could begin a pass of its own. So we hold a lock beside it
(flock, which ends with the process and has nothing to do with DuckDB's), and whoever has only DuckDB's goes back.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType

import duckdb
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random

from warehouse.errors import WarehouseBusy
from warehouse.sqlfiles import literal, statement

_LOCKED = "Could not set lock on file"
_RETRY_SECONDS = (0.02, 0.2)


class _Locked(Exception):
    """Another process has the file at this moment."""


class Attachment:
    """The file at ``path``, to be attached to an engine that is closed before this is left."""

    def __init__(self, path: Path, lock_wait: float) -> None:
        self._path, self._lock_wait = path, lock_wait
        self._lock: int | None = None

    def __enter__(self) -> Attachment:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._unlock()

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Attach the file, made if it is not there, as the database in use.

        Raises:
            WarehouseBusy: another process held it all the time that we waited.
        """
        attempts = Retrying(
            retry=retry_if_exception_type(_Locked),
            stop=stop_after_delay(self._lock_wait),
            wait=wait_random(*_RETRY_SECONDS),
            sleep=time.sleep,
            reraise=True,
        )
        try:
            attempts(self._try, connection)
        except _Locked:
            raise WarehouseBusy(
                f"{self._path}: is in use by another process; waited {self._lock_wait:g} s for it. "
                "Try again when that has ended."
            ) from None

    def renew(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Detach the file, outside of a transaction, and attach it again: DuckDB forgets what it knew of its blocks."""
        connection.execute(statement("copy_file/detach")).fetchall()
        self.attach(connection)

    def _try(self, connection: duckdb.DuckDBPyConnection) -> None:
        try:
            connection.execute(statement("copy_file/attach").format(path=literal(str(self._path)))).fetchall()
        except duckdb.IOException as error:
            if _LOCKED in str(error):
                raise _Locked from None
            raise
        if self._lock is not None:
            return
        self._lock = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            connection.execute(statement("copy_file/detach")).fetchall()
            self._unlock()
            raise _Locked from None
        except OSError:
            return  # a file system without such locks: there DuckDB's alone holds, but for the moments of renewal

    def _unlock(self) -> None:
        """Give up our lock, when the file is detached: closing it ends every lock of this process on it (POSIX)."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

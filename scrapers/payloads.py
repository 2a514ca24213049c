"""Which WARC record holds a body already: an index by SHA-256 beside the archive, so that no body is kept twice.

The index is derived and never trusted. Before a record is referred to, its head is read where the index says that it
lies, so that a file which was moved, cut or replaced only costs the space of a second copy; so does an entry that was
lost. ``rebuild`` makes the index anew from the WARC files. Several processes may use one index (SQLite, WAL); whatever
is wrong with it is logged, and the run goes on without.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from scrapers.archive_read import original_at
from scrapers.warc_records import Body, Original
from transforms.records import WarcRef

# A revisit record takes some 450 bytes when packed, as much as a body of this size.
MIN_BYTES = 2048
FILE_NAME = "payloads.sqlite"
_VERSION = 1
# Fetching stands still meanwhile, so that waiting for another process is kept short.
_BUSY_SECONDS = 0.25
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# New entries are written together, since every transaction writes whole pages of the file.
_GROUP = 256
# Where the file stays locked for long, what cannot be written is let go rather than gathered without end.
_MOST_WAITING = 100 * _GROUP
_SQL = Path(__file__).with_name("sql")
_FIND = (_SQL / "payloads_find.sql").read_text(encoding="utf-8")
_KEEP = (_SQL / "payloads_keep.sql").read_text(encoding="utf-8")
_FORGET = (_SQL / "payloads_forget.sql").read_text(encoding="utf-8")
_Result = TypeVar("_Result")
_logger = logging.getLogger(__name__)


class Payloads:
    """The index of one archive folder. Not safe between threads by itself: the archive's lock guards it.

    Nothing is written before the first entry. Entries are found by this object at once, by other processes after
    ``flush``, which is called for every 256 entries and by ``close``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new: dict[bytes, WarcRef] = {}
        self._connection: sqlite3.Connection | None = None
        self._usable = True

    def find(self, body: Body) -> tuple[WarcRef, Original] | None:
        """Return the record that holds the same bytes, and what a revisit record has to say of it."""
        if not is_worth_it(body):
            return None
        sha256 = bytes.fromhex(body.sha256)
        ref = self._new.get(sha256)
        if ref is None and (self._connection is not None or (self._folder / FILE_NAME).exists()):
            ref = self._attempt(lambda index: _stored(index, sha256))
        original = original_at(self._folder, ref, body.digest) if ref else None
        return (ref, original) if ref and original else None

    def keep(self, body: Body, ref: WarcRef) -> None:
        """Remember that a body was written whole at ``ref``."""
        if not is_worth_it(body) or not self._usable:
            return
        self._new[bytes.fromhex(body.sha256)] = ref
        if len(self._new) % _GROUP == 0:
            self.flush()

    def replace(self, file: str, by: Mapping[bytes, WarcRef]) -> None:
        """Take away every entry of a file, and remember where its bodies, by SHA-256, lie now."""
        if (self._folder / FILE_NAME).exists():
            self._attempt(lambda index: _replace(index, file, by))

    def flush(self) -> None:
        """Write new entries to the index file; what cannot be written now waits for the next time."""
        done = self._attempt(lambda index: _store(index, self._new))
        if done or not self._usable or len(self._new) >= _MOST_WAITING:
            self._new.clear()

    def close(self) -> None:
        """Write what is new and close the file; a later call opens it again."""
        if self._new:
            self.flush()
        self._new.clear()
        self._disconnect()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _attempt(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """Work with the index; None where it is busy, or of no use, which ends its use in this run."""
        if not self._usable:
            return None
        path = self._folder / FILE_NAME
        try:
            if self._connection is None:
                self._connection = _open(path)
            return work(self._connection)
        except (sqlite3.Error, OSError) as error:
            if _code(error) in _BUSY:
                _logger.info("%s is in use by another process; new entries wait", path)
                return None
            self._usable = False
            self._disconnect()
            _logger.warning("%s cannot be used (%s): this run keeps every body whole", path, error)
            if _code(error) in _DAMAGED:
                _remove(path)
            return None


def is_worth_it(body: Body) -> bool:
    """Say whether a body is whole and large enough for a reference to it to save anything."""
    return len(body.data) >= MIN_BYTES and not body.truncated


def _code(error: Exception) -> int | None:
    """Return SQLite's primary result code (https://www.sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _stored(index: sqlite3.Connection, sha256: bytes) -> WarcRef | None:
    row = index.execute(_FIND, (sha256,)).fetchone()
    return WarcRef(*row) if row else None


def _store(index: sqlite3.Connection, entries: Mapping[bytes, WarcRef]) -> bool:
    with index:
        index.executemany(_KEEP, [(sha256, ref.file, ref.offset, ref.length) for sha256, ref in entries.items()])
    return True


def _replace(index: sqlite3.Connection, file: str, by: Mapping[bytes, WarcRef]) -> bool:
    with index:
        index.execute(_FORGET, (file,))
        index.executemany(_KEEP, [(sha256, ref.file, ref.offset, ref.length) for sha256, ref in by.items()])
    return True


def rebuild(folder: Path) -> int:
    """Make the index of an archive anew from its WARC files and return the number of entries.

    A file that is damaged counts up to the damage. No run may be writing meanwhile.
    """
    _remove(folder / FILE_NAME)
    payloads = Payloads(folder)
    count = 0
    for path in sorted(folder.rglob("*.warc.gz")):
        name = path.relative_to(folder).as_posix()
        for body, place in _bodies(path):
            payloads.keep(body, WarcRef(name, *place))
            count += 1
    payloads.close()
    return count


def _bodies(path: Path) -> Iterator[tuple[Body, tuple[int, int]]]:
    """Yield the bodies that a WARC file holds whole, with offset and length of their records."""
    with path.open("rb") as file, contextlib.suppress(ArchiveLoadFailed, EOFError):
        records = ArchiveIterator(file)
        for record in records:
            body = _whole_body(record)
            place = records.get_record_offset(), records.get_record_length()
            if body is not None:
                yield body, place


def _whole_body(record: Any) -> Body | None:
    """Return the body of a record that others may refer to; records of other archives have digests of another kind."""
    if record.rec_type not in ("response", "resource"):
        return None
    body = Body.of(record.raw_stream.read(), record.rec_headers.get_header("WARC-Truncated"))
    stated = record.rec_headers.get_header("WARC-Payload-Digest")
    return body if is_worth_it(body) and body.digest == stated else None


def _open(path: Path) -> sqlite3.Connection:
    """Open the index file; one that is of another version, damaged or no database is removed and begun anew."""
    try:
        connection = _connect(path)
    except sqlite3.DatabaseError as error:
        if _code(error) not in _DAMAGED:
            raise
        connection = None
    if connection is not None:
        return connection
    _logger.warning("%s is damaged or of another version; it is begun anew, which costs only space", path)
    _remove(path)
    connection = _connect(path)
    if connection is None:
        raise sqlite3.DatabaseError("a new file has the wrong version")
    return connection


def _connect(path: Path) -> sqlite3.Connection | None:
    """Open the file and see that its table is there; None where the file is of another version."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, _VERSION):
            connection.close()
            return None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if version == 0:
            connection.execute((_SQL / "payloads_schema.sql").read_text(encoding="utf-8"))
            connection.execute(f"PRAGMA user_version = {_VERSION}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)

"""``khotin backup`` and ``khotin restore``: all state below DATA, as it was at one moment.

A backup is a folder of its own below the one that is given, named by its time: the warehouse as it stood between two
transactions, the WARC files up to the size that they had then, the profiles of recurring lines and khotin.toml, with a
manifest of SHA-256 digests. A lake is written to a warehouse file, so that the same backup can be restored as a file or
into another lake; of archives it has that of the machine on which it is made. Files that have not changed since the
backup before are hard links to its files, so that every backup is whole and costs only what is new. It has its name
when it is complete, and not before.

Left out is what can be made again: the snapshot, the index of payloads (without it a few bodies are kept twice) and
Prefect's own records of its runs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from flows.errors import CommandError
from flows.settings import FILE_NAME, Settings
from flows.workshop import holder_is_alive, holder_name
from transforms import __version__
from warehouse.backup import copy_warehouse
from warehouse.durable import put_in_place
from warehouse.files import WRITER_FILE
from warehouse.store import Warehouse

MANIFEST = "manifest.json"
_FORMAT = 1
_CHUNK = 4 * 1024 * 1024
_UNFINISHED = ".unfinished-"
# What is backed up beside the warehouse, by patterns below DATA.
_KEPT = ("archive/**/*.warc.gz", "boilerplate/*.txt", FILE_NAME)


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of a backup: its path below DATA, size and digest, and when the original was last written (ns)."""

    path: str
    bytes: int
    sha256: str
    modified: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds."""

    format: int
    version: str
    made_at: datetime
    files: tuple[Entry, ...]

    def by_path(self) -> dict[str, Entry]:
        """Return the files by their paths."""
        return {entry.path: entry for entry in self.files}


@dataclass(frozen=True, slots=True)
class BackedUp:
    """Where a backup lies, how many files and bytes it has, and how many of these bytes are new."""

    path: Path
    files: int
    bytes: int
    new_bytes: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file below DATA as it was while nobody could write to the warehouse."""

    path: str
    bytes: int
    inode: int
    modified: int


def back_up(settings: Settings, folder: Path, now: datetime) -> BackedUp:
    """Make a backup below ``folder``.

    Raises:
        CommandError: there is no warehouse, or the folder cannot be written or lies below DATA.
        WarehouseBusy: somebody else holds the warehouse.
    """
    data = settings.data
    if settings.warehouse is None and not (data / WRITER_FILE).exists():
        raise CommandError(f"{data}: there is no warehouse to back up; name the data folder with --data")
    if folder.resolve().is_relative_to(data.resolve()):
        raise CommandError(f"{folder}: lies in the data folder itself; choose one outside of it")
    target = folder / f"{now:%Y%m%dT%H%M%SZ}"
    unfinished = folder / f"{_UNFINISHED}{holder_name().replace(':', '-')}"
    try:
        _remove_unfinished(folder)
        unfinished.mkdir(parents=True)
        made = _fill(settings, unfinished, newest(folder), now)
        put_in_place(unfinished, target)
    except OSError as error:
        raise CommandError(f"{folder}: the backup cannot be written ({error.strerror or error})") from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return BackedUp(target, *made)


def newest(folder: Path) -> Path | None:
    """Return the newest complete backup below a folder, if there is one."""
    return max((path.parent for path in folder.glob(f"[0-9]*/{MANIFEST}")), default=None)


def read_manifest(backup: Path) -> Manifest:
    """Read what a backup holds.

    Raises:
        CommandError: it is no manifest, or that of another version of Khotin.
    """
    path = backup / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise CommandError(f"{path}: is not the manifest of a backup ({error})") from None
    if manifest.format != _FORMAT:
        raise CommandError(f"{path}: has format {manifest.format}; this version of Khotin reads {_FORMAT}")
    return manifest


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_unfinished(folder: Path) -> None:
    """Remove what backups that were killed left; that of one which is under way names a process that is there."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        host, _, process = path.name.removeprefix(_UNFINISHED).rpartition("-")
        if not holder_is_alive(f"{host}:{process}"):
            shutil.rmtree(path, ignore_errors=True)


def _fill(settings: Settings, unfinished: Path, before: Path | None, now: datetime) -> tuple[int, int, int]:
    """Write all files of a backup, the manifest last; return their number, their bytes, and the bytes that are new."""
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    copy = unfinished / WRITER_FILE
    seen = copy_warehouse(warehouse, copy, lambda: list(_seen(settings.data)))
    entries = [Entry(WRITER_FILE, copy.stat().st_size, digest_of(copy), copy.stat().st_mtime_ns)]
    new_bytes = entries[0].bytes
    earlier = read_manifest(before).by_path() if before else {}
    for one in seen:
        known = earlier.get(one.path)
        target = unfinished / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if before and known and _is_same(one, known) and _linked(before / one.path, target):
            entries.append(known)
            continue
        entries.append(Entry(one.path, one.bytes, _copied(settings.data / one.path, one, target), one.modified))
        new_bytes += one.bytes
    manifest = Manifest(_FORMAT, __version__, now, tuple(entries))
    _write(unfinished / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    return len(entries), sum(entry.bytes for entry in entries), new_bytes


def _seen(data: Path) -> Iterator[_Seen]:
    for pattern in _KEPT:
        for path in sorted(data.glob(pattern)):
            state = path.stat()
            yield _Seen(path.relative_to(data).as_posix(), state.st_size, state.st_ino, state.st_mtime_ns)


def _is_same(one: _Seen, known: Entry) -> bool:
    return (one.bytes, one.modified) == (known.bytes, known.modified)


def _linked(earlier: Path, target: Path) -> bool:
    """Link to the file of an earlier backup, where the file system can and that file is whole in size."""
    try:
        os.link(earlier, target)
    except OSError:
        return False
    return True


def _copied(path: Path, one: _Seen, target: Path) -> str:
    """Copy a file up to the size that it had, since runs go on writing to the archive; return the digest.

    Raises:
        OSError: it cannot be read or written, or is another file by now.
    """
    digest, left = hashlib.sha256(), one.bytes
    with path.open("rb") as source, target.open("xb") as copy:
        if os.fstat(source.fileno()).st_ino != one.inode:
            raise OSError(f"{path} was replaced meanwhile; run the backup again")
        while left and (chunk := source.read(min(left, _CHUNK))):
            digest.update(chunk)
            copy.write(chunk)
            left -= len(chunk)
        if left:
            raise OSError(f"{path} became shorter meanwhile; run the backup again")
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())

"""Puts a copy of the writer's file in the snapshot's place, at the price of what changed and not of all there is.

Readers may hold the present snapshot for as long as they like, so that a file that they can have open is never written:
the copy is another file, and is renamed over the snapshot. It is made in the cheapest way that there is.

1. A reflink, on btrfs, xfs, bcachefs and ZFS: the copy shares its blocks with the writer's file.
2. Elsewhere the snapshot before the present one is kept beside it, and is brought up to date: both files are read, and
   the blocks that differ are written. That is done only while nobody has it open (``durable.is_ours_alone``).
3. A copy of the whole: for small files, the first two times, and while somebody still reads the snapshot before.

DuckDB's own checksums cannot say which blocks differ: each is an XOR over the words of its block, and so blind to their
order. ``bench/publish.py`` measures all three; docs/recipes.md has the figures.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warehouse.durable import clone_file, copy_changes, copy_file, is_ours_alone, put_in_place
from warehouse.files import EARLIER_SNAPSHOT, SNAPSHOT_TEMPORARY

# A DuckDB file begins with three headers of 4 KB, of which the first stays as it was made, with a number drawn by lot;
# blocks of 256 KB follow (DuckDB's storage_info.hpp).
_HEADER = 4096
_HEADS = 3 * _HEADER
_BLOCK = 256 * 1024
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
# Below this a copy of the whole takes a tenth of a second, and is not worth a third file.
WORTH_KEEPING = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Replaced:
    """The snapshot's size, how many bytes were written for it, and whether it shares its blocks by a reflink."""

    size: int
    written: int
    shared: bool = False


def replace_snapshot(source: BinaryIO, target: Path, *, worth_keeping: int = WORTH_KEEPING) -> Replaced:
    """Put a copy of ``source``, the writer's file, in the place of ``target``, durably.

    Only the holder of the warehouse may call this. ``worth_keeping`` is the size in bytes from which the earlier
    snapshot is kept. Raises OSError when it cannot be done; the earlier snapshot stays then.
    """
    # Only the holder publishes, so whatever else lies here was left by one who was killed.
    earlier = target.with_name(EARLIER_SNAPSHOT)
    for left_over in set(target.parent.glob(SNAPSHOT_TEMPORARY)) - {earlier}:
        left_over.unlink(missing_ok=True)
    fresh = target.with_name(SNAPSHOT_TEMPORARY.replace("*", str(os.getpid())))
    try:
        how = _make(source, earlier, fresh)
        keep = how.size >= worth_keeping and not how.shared and _same_database(source, target)
        _exchange(fresh, target, earlier if keep else None)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    if not keep:
        earlier.unlink(missing_ok=True)
    return how


def _make(source: BinaryIO, earlier: Path, fresh: Path) -> Replaced:
    """Make ``fresh`` a copy of ``source``, out of the earlier snapshot where that can serve; else that is removed."""
    size = os.fstat(source.fileno()).st_size
    with fresh.open("xb") as copy:
        if clone_file(source, copy):
            return Replaced(size, 0, shared=True)
        if (written := _updated(source, earlier)) is None:
            earlier.unlink(missing_ok=True)  # a copy of the whole needs its room
            copy_file(source, copy)
            return Replaced(size, size)
    earlier.replace(fresh)
    return Replaced(size, written)


def _updated(source: BinaryIO, earlier: Path) -> int | None:
    """Bring the earlier snapshot up to date; return the bytes written, or None where it cannot serve."""
    with suppress(OSError):
        descriptor = os.open(earlier, os.O_RDWR | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb+", buffering=0) as spare:
            if is_ours_alone(spare) and _same_database(source, earlier):
                return copy_changes(source, spare, head=_HEADS, block=_BLOCK)
    return None


def _same_database(source: BinaryIO, path: Path) -> bool:
    """Say whether a snapshot was made of this file, and not of one that ``vacuum`` or ``restore`` has replaced.

    Such a one has everything in another place, and may hold what was deleted: it is not kept.
    """
    try:
        with path.open("rb") as snapshot:
            return snapshot.read(_HEADER) == os.pread(source.fileno(), _HEADER, 0)
    except OSError:
        return False


def _exchange(fresh: Path, target: Path, earlier: Path | None) -> None:
    """Put ``fresh`` in the place of ``target``, which goes on as ``earlier`` where that is wanted and possible.

    Whoever is killed here leaves the old snapshot or the new one, and a second name that the next one removes.
    """
    retired = fresh.with_suffix(".old.tmp")
    if earlier is not None:
        with suppress(OSError):  # a file system without hard links: there will be no earlier one
            os.link(target, retired)
    # A tool that opens the snapshot to write to it would shut all readers out: it is told that it cannot. The log of
    # one that did so all the same, as root can, would be taken for that of the new snapshot.
    fresh.chmod(fresh.stat().st_mode & ~_WRITABLE)
    target.with_name(f"{target.name}.wal").unlink(missing_ok=True)
    put_in_place(fresh, target)
    if earlier is not None:
        with suppress(OSError):
            retired.replace(earlier)
            earlier.chmod(earlier.stat().st_mode | stat.S_IWUSR)

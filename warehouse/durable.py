"""Files copied and renamed so that they are whole after a crash: written, made durable, then put in their place."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

_CHUNK = 64 * 1024 * 1024
# _IOW(0x94, 9, int) of linux/fs.h; a system that numbers it otherwise does not know it, and the file is copied.
_FICLONE = 0x40049409


def clone_file(source: BinaryIO, target: BinaryIO) -> bool:
    """Let an empty file share the blocks of another, durably, and say whether that was possible.

    It is on btrfs, xfs, bcachefs and ZFS 2.2, within one file system: nothing is copied until either file is written.
    """
    try:
        fcntl.ioctl(target.fileno(), _FICLONE, source.fileno())
    except OSError:
        return False
    os.fsync(target.fileno())
    return True


def copy_file(source: BinaryIO, target: BinaryIO) -> None:
    """Copy a file, by the kernel where it can (a reflink costs next to nothing), else by hand; make it durable."""
    if not _copied_by_kernel(source.fileno(), target.fileno()):
        source.seek(0)
        target.seek(0)
        copyfileobj(source, target, _CHUNK)
    target.flush()
    os.fsync(target.fileno())


def _copied_by_kernel(source: int, target: int) -> bool:
    left = os.fstat(source).st_size
    try:
        while left and (done := os.copy_file_range(source, target, min(left, _CHUNK))):
            left -= done
    except OSError:
        return False
    return left == 0


def copy_changes(source: BinaryIO, target: BinaryIO, *, head: int, block: int) -> int:
    """Make ``target`` equal to ``source`` by writing what differs, durably; return the bytes written.

    Both are read and compared as a whole, ``head`` bytes first and then blocks of ``block``.
    """
    ours, theirs, size, written = source.fileno(), target.fileno(), os.fstat(source.fileno()).st_size, 0
    os.ftruncate(theirs, size)
    for position in (0, *range(head, size, block)):
        length = block if position else head
        content = os.pread(ours, length, position)
        if content != os.pread(theirs, length, position):
            if os.pwrite(theirs, content, position) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            written += len(content)
    os.utime(theirs)  # it is as new as if it had been written as a whole, also where nothing differed
    os.fsync(theirs)
    return written


def is_ours_alone(file: BinaryIO) -> bool:
    """Say whether a file that is open for writing has no other name, and nobody else has it open.

    Linux grants a write lease on such a file only: whoever has it open in whatever way, in this process, another one or
    another container, is in the way. Where there are no leases (another system, another owner, a network's file system)
    the answer is no.
    """
    if os.fstat(file.fileno()).st_nlink != 1 or not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        # Given back at once: whoever opened a leased file would wait, and we would get a signal.
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return False
    return True


def put_in_place(path: Path, target: Path) -> None:
    """Rename a file or folder over ``target``, durably: whoever opens it meets the old one or the new one."""
    path.replace(target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Make durable what a file holds."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make durable which names a folder has."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

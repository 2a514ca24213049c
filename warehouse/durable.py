"""Files copied and renamed so that they are whole after a crash: written, made durable, then put in their place."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

_CHUNK = 64 * 1024 * 1024


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


def put_in_place(path: Path, target: Path) -> None:
    """Rename a file or folder over ``target``, durably: whoever opens it meets the old one or the new one."""
    path.replace(target)
    sync_folder(target.parent)


def sync_folder(path: Path) -> None:
    """Make durable which names a folder has."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

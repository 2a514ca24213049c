"""A file that is there whole or not at all: written beside its place, and renamed when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from warehouse.errors import WarehouseBroken


@contextmanager
def whole_file(output: Path) -> Iterator[BinaryIO]:
    """Yield a file that takes the place of ``output`` when the block ends well, and is removed when it does not.

    A link keeps its name, what it leads to is replaced; a pipe or a device, such as ``/dev/stdout``, is written to.
    Raises WarehouseBroken where it cannot be written; what was there stays then.
    """
    try:
        if output.exists() and not output.is_file():
            with output.open("wb") as out:
                yield out
            return
        with _beside(output.resolve()) as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable(output, error.strerror) from error


def unwritable(output: Path, reason: str | None) -> WarehouseBroken:
    """Return the error of a file that cannot be written."""
    return WarehouseBroken(f"{output}: cannot be written ({reason or 'unknown error'}); an earlier export stays.")


@contextmanager
def _beside(output: Path) -> Iterator[BinaryIO]:
    beside = output.with_name(f".{output.name}.tmp")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as out:
            yield out
        beside.replace(output)
    finally:
        with suppress(OSError):  # where its folder is none, there is nothing to remove
            beside.unlink(missing_ok=True)

"""Errors that a person can mend, and how each is told: one clear line and an exit status."""

from __future__ import annotations

from warehouse.errors import WarehouseBroken, WarehouseBusy, WarehouseFull
from warehouse.files import is_full

IN_PART, WRONG = 1, 2
DISK_FULL = "the disk is full"
CANCELLED = "cancelled in Prefect's UI"


class CommandError(Exception):
    """The command cannot be done as given; the text is one clear line for the person who gave it."""


class SettingsError(CommandError):
    """A setting that cannot be used; the text names where it stands, what is wrong and what was expected."""


class CancelledInUI(Exception):
    """Work was cancelled in Prefect's UI; it ended in good order."""

    def __str__(self) -> str:
        """Say so."""
        return CANCELLED


def explain(error: BaseException) -> tuple[int, str] | None:
    """Return exit status and text for an error that was expected, None for a fault of ours."""
    from warehouse.query import QueryError, SnapshotMissing

    if isinstance(error, WarehouseBusy | WarehouseFull):
        return IN_PART, str(error)
    if isinstance(error, CancelledInUI):
        return IN_PART, f"{error}; what was loaded is kept, and the same command goes on there"
    if isinstance(error, OSError) and is_full(str(error)):
        return IN_PART, no_room(error)
    if isinstance(error, CommandError | SnapshotMissing | QueryError | WarehouseBroken):
        return WRONG, str(error)
    return None


def no_room(error: OSError) -> str:
    """Tell of a file that could not be written for want of room."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{DISK_FULL}. Free space and run again; what was loaded is kept, and the rest comes then."

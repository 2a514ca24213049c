"""Replaces the readers' snapshot, ``DATA/published.duckdb``, by a copy of the writer's file.

Readers never open the writer's file: they would meet its lock, and shut the writer out. They see a copy that is
replaced as a whole by a rename, so that a reader meets the old snapshot or the new one, and one that is reading keeps
the old one until it closes. Nothing is published that has not passed the checks.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from warehouse.checks import CheckResult, run_checks
from warehouse.durable import copy_file, put_in_place
from warehouse.errors import WarehouseBroken
from warehouse.files import SNAPSHOT_FILE
from warehouse.schema import transaction
from warehouse.search_index import update_index
from warehouse.session import Session
from warehouse.store import Warehouse

_TEMPORARY = ".published-*.tmp"


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What was published: the snapshot's size, how long it took in all, and how many articles are withheld from it."""

    path: Path
    bytes: int
    seconds: float
    withheld: int


class PublishRefused(Exception):
    """The warehouse contradicts itself, so the old snapshot stays. ``failures`` are the structural checks."""

    def __init__(self, failures: tuple[CheckResult, ...]) -> None:
        self.failures = failures
        found = "; ".join(f"{one.check.name} ({len(one.rows)}, such as {one.rows[0].subject})" for one in failures)
        super().__init__(f"not published, the earlier snapshot stays: structural checks failed: {found}")


def publish(warehouse: Warehouse, now: datetime) -> PublishResult:
    """Check the warehouse, bring its full-text index up to date, and replace the snapshot by it.

    Raises PublishRefused when a structural check fails, WarehouseBusy and WarehouseBroken as ``Warehouse.write`` does.
    """
    began = time.monotonic()
    target = warehouse.data / SNAPSHOT_FILE
    with warehouse.exclusive() as held:
        with transaction(held.connection):
            report = run_checks(Session(held.connection), now, ("structural", "row"))
        if failures := report.failed("structural"):
            raise PublishRefused(failures)
        with transaction(held.connection):
            update_index(held.connection)
        held.connection.execute("CHECKPOINT").fetchall()
        size = _replace(held.open_file(), target)
    return PublishResult(target, size, time.monotonic() - began, report.withheld)


def _replace(source: BinaryIO, target: Path) -> int:
    """Copy the file beside the target, make it durable, and rename it over the target; return its size in bytes."""
    # Only the holder of the warehouse publishes, so whatever lies here was left by one who was killed.
    for left_over in target.parent.glob(_TEMPORARY):
        left_over.unlink(missing_ok=True)
    temporary = target.with_name(_TEMPORARY.replace("*", str(os.getpid())))
    try:
        with temporary.open("xb") as copy:
            copy_file(source, copy)
        put_in_place(temporary, target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise WarehouseBroken(f"{target}: could not be replaced ({reason}); the earlier snapshot stays.") from error
    return target.stat().st_size

"""Replaces the readers' snapshot, ``DATA/published.duckdb``, by a copy of the writer's file.

Readers never open the writer's file: they would meet its lock, and shut the writer out. They see a copy that is
replaced as a whole by a rename, so that a reader meets the old snapshot or the new one, and one that is reading keeps
the old one until it closes; ``warehouse.replacing`` makes it. Nothing is published that has not passed the checks.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from warehouse.checking import Scope, check_held
from warehouse.checks import CheckReport
from warehouse.ducklake_keeping import is_unpublished, publish_lake
from warehouse.ducklake_place import Lake
from warehouse.errors import WarehouseBroken
from warehouse.files import SNAPSHOT_FILE
from warehouse.own_checks import folder_checks
from warehouse.replacing import Replaced, replace_snapshot
from warehouse.search_index import update_index
from warehouse.store import Held, Warehouse


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What was published: the snapshot's size, how long it took in all, and how many articles are withheld from it.

    ``written`` is how many bytes of the snapshot had to be written (see ``warehouse.replacing``).
    """

    path: Path | Lake
    bytes: int
    seconds: float
    withheld: int
    written: int
    checks: CheckReport


class PublishRefused(Exception):
    """The warehouse contradicts itself, so the old snapshot stays. ``failures`` are the structural checks."""

    def __init__(self, report: CheckReport) -> None:
        self.report = report
        self.failures = report.contradictions
        found = "; ".join(
            f"{one.check.name} ({one.error or f'{len(one.rows)}, such as {one.rows[0].subject}'})"
            for one in self.failures
        )
        super().__init__(
            f"the earlier snapshot stays: structural checks failed: {found}. "
            f"What to do: khotin check --explain {self.failures[0].check.name}"
        )


def publish(
    warehouse: Warehouse, now: datetime, run_id: str | None = None, *, keep_days: int | None = None
) -> PublishResult:
    """Check the warehouse, bring its full-text index up to date, and replace the snapshot by it.

    The outcome of the checks is recorded under ``run_id``; results older than ``keep_days`` go. Raises PublishRefused
    when a structural check fails, WarehouseBusy and WarehouseBroken as ``Warehouse.write`` does.
    """
    began = time.monotonic()
    with warehouse.exclusive() as held:
        report = check_held(held, now, run_id, Scope(folder_checks(warehouse.data), keep_days=keep_days))
        if report.contradictions:
            raise PublishRefused(report)
        update_index(held.connection)
        replaced = _show(warehouse, held)
    target = warehouse.data / SNAPSHOT_FILE if isinstance(warehouse.place, Path) else warehouse.place
    return PublishResult(target, replaced.size, time.monotonic() - began, report.withheld, replaced.written, report)


def _show(warehouse: Warehouse, held: Held) -> Replaced:
    """Let readers have what is there now."""
    if isinstance(warehouse.place, Lake):
        return Replaced(publish_lake(held.connection), written=0)
    held.connection.execute("CHECKPOINT").fetchall()
    return _replace(held.open_file(), warehouse.data / SNAPSHOT_FILE)


def is_stale(warehouse: Warehouse) -> bool:
    """Say whether the warehouse was written after it was published.

    Raises WarehouseBusy and WarehouseBroken for a lake that cannot be opened; files are looked at from outside.
    """
    if isinstance(warehouse.place, Lake):
        with warehouse.exclusive() as held:
            return is_unpublished(held.connection)
    path, snapshot = warehouse.path, warehouse.data / SNAPSHOT_FILE
    written = [one.stat().st_mtime for one in (path, path.with_name(f"{path.name}.wal")) if one.exists()]
    return bool(written) and (not snapshot.exists() or max(written) > snapshot.stat().st_mtime)


def _replace(source: BinaryIO, target: Path) -> Replaced:
    try:
        return replace_snapshot(source, target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WarehouseBroken(f"{target}: could not be replaced ({reason}); the earlier snapshot stays.") from error

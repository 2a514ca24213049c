"""Check, then publish: the end of every command, and what ``khotin serve`` does again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flows.comparing import compare_stored
from flows.doctor import note_verdicts
from warehouse.checks import CheckReport
from warehouse.publish import PublishRefused, PublishResult, publish
from warehouse.store import Warehouse, WarehouseBroken, WarehouseBusy

if TYPE_CHECKING:
    from scrapers.source import Source


@dataclass(frozen=True, slots=True)
class Published:
    """How checking and publishing went; ``error`` says why the earlier snapshot stays."""

    checks: CheckReport | None
    result: PublishResult | None
    error: str | None = None

    @property
    def ok(self) -> bool:
        """Say whether the snapshot is new and no check failed (warnings do not count)."""
        return self.error is None and self.checks is not None and checks_passed(self.checks)


def checks_passed(report: CheckReport) -> bool:
    """Say whether no structural check and no check of single articles failed, and every check could be run."""
    return not (report.contradictions or report.failed("row") or report.broken)


def check_and_publish(
    warehouse: Warehouse,
    now: datetime,
    run_id: str,
    sources: Mapping[str, Source] | None = None,
    *,
    keep_days: int | None = None,
) -> Published:
    """Run the data checks, judge the sources and replace the snapshot, unless a structural check fails.

    ``sources`` are the configured ones, where they are known; results of checks older than ``keep_days`` go.
    """
    try:
        compare_stored(warehouse)
        with warehouse.write() as session:
            note_verdicts(session, sources, now)
        done = publish(warehouse, now, run_id, keep_days=keep_days)
    except PublishRefused as refused:
        return Published(refused.report, None, str(refused))
    except (WarehouseBusy, WarehouseBroken) as error:
        return Published(None, None, str(error))
    return Published(done.checks, done)

"""Check, then publish: the end of every command, and what ``khotin serve`` does again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.comparing import compare_stored
from flows.workshop import new_run_id
from warehouse.checks import CheckReport, check
from warehouse.publish import PublishRefused, PublishResult, publish
from warehouse.store import Warehouse, WarehouseBroken, WarehouseBusy


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
    """Say whether no structural check and no check of single articles failed."""
    return not report.failed("structural") and not report.failed("row")


def check_only(warehouse: Warehouse, now: datetime) -> CheckReport:
    """Run the data checks and keep their results; publish nothing."""
    with warehouse.write() as session:
        return check(session, now, new_run_id(now))


def check_and_publish(warehouse: Warehouse, now: datetime, run_id: str) -> Published:
    """Run the data checks and replace the snapshot, unless a structural check fails."""
    checks: CheckReport | None = None
    try:
        compare_stored(warehouse)
        with warehouse.write() as session:
            checks = check(session, now, run_id)
        return Published(checks, publish(warehouse, now))
    except (PublishRefused, WarehouseBusy, WarehouseBroken) as error:
        return Published(checks, None, str(error))

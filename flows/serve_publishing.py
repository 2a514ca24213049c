"""What ``khotin serve`` does beside the runs: publish what is new, and tell of sources that broke or recovered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from flows.publishing import check_and_publish
from flows.settings import Settings
from flows.workshop import new_run_id, utc_now
from warehouse.publish import is_stale
from warehouse.store import Warehouse, WarehouseBroken, WarehouseBusy

if TYPE_CHECKING:
    from scrapers.source import Source

logger = logging.getLogger(__name__)

# Silence is a verdict, too: where nothing is loaded, alerts are looked for so often, in seconds.
_ALERTS_EVERY = 300.0


class Round(NamedTuple):
    """Whether there was anything new, and why it could not be published."""

    is_new: bool
    error: str | None = None


async def keep_published(settings: Settings, sources: Callable[[], Mapping[str, Source]]) -> None:
    """Publish whenever something was loaded since the last time, and tell what is to be told, until cancelled.

    What fails is logged and tried again. ``sources`` returns the configured sources as they are now.
    """
    alerted = time.monotonic()
    while True:
        await asyncio.sleep(settings.publish_interval)
        done = await asyncio.to_thread(publish_what_is_new, settings, sources())
        if done.error:
            logger.warning("not published: %s", done.error)
        if done.is_new or time.monotonic() - alerted > _ALERTS_EVERY:
            alerted = time.monotonic()
            await asyncio.to_thread(_alert, settings, sources())


def publish_what_is_new(settings: Settings, sources: Mapping[str, Source]) -> Round:
    """Publish if something was loaded since the last time; ``sources`` are the configured ones."""
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    try:
        if not is_stale(warehouse):
            return Round(is_new=False)
    except (WarehouseBusy, WarehouseBroken) as error:
        return Round(is_new=False, error=str(error))
    now = utc_now()
    done = check_and_publish(warehouse, now, new_run_id(now), sources, keep_days=settings.check_history_days)
    return Round(is_new=True, error=done.error)


def _alert(settings: Settings, sources: Mapping[str, Source]) -> None:
    from flows.alerts import send_due_alerts

    untold = send_due_alerts(settings, sources)
    if untold:
        logger.warning("%s", untold)

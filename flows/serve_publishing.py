"""Publishing as ``khotin serve`` does it: again and again, at most so often, and only what is new."""

from __future__ import annotations

import asyncio
import logging

from flows.publishing import check_and_publish
from flows.settings import Settings
from flows.workshop import new_run_id, utc_now
from warehouse.publish import is_stale
from warehouse.store import Warehouse, WarehouseBroken, WarehouseBusy

logger = logging.getLogger(__name__)


async def keep_published(settings: Settings) -> None:
    """Publish whenever something was loaded since the last time, until cancelled; what fails is tried again."""
    while True:
        await asyncio.sleep(settings.publish_interval)
        error = await asyncio.to_thread(publish_what_is_new, settings)
        if error:
            logger.warning("not published: %s", error)


def publish_what_is_new(settings: Settings) -> str | None:
    """Publish if something was loaded since the last time; return why that was not possible."""
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait)
    try:
        if not is_stale(warehouse):
            return None
    except (WarehouseBusy, WarehouseBroken) as error:
        return str(error)
    now = utc_now()
    return check_and_publish(warehouse, now, new_run_id(now), keep_days=settings.check_history_days).error

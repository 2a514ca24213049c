"""Who keeps the pace of hosts: lock files below DATA on one machine, the database of the lake for several machines."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from flows.settings import Settings
from scrapers.host_files import PATIENCE, host_files
from scrapers.pace import Sleep
from scrapers.turns import Booking, Slot, Turns, Wait, paused_for
from warehouse.ducklake_place import Lake

if TYPE_CHECKING:
    from warehouse.ducklake_hosts import Known, LakeHosts

logger = logging.getLogger(__name__)

# Seconds between two looks for a place that another machine has: the first and the longest.
_LOOKS = (0.05, 0.5)


@asynccontextmanager
async def shared_turns(settings: Settings, now: Callable[[], float], sleep: Sleep) -> AsyncIterator[Turns]:
    """Give the turns that are shared with every process that loads into the same warehouse."""
    place = settings.place
    if not isinstance(place, Lake):
        yield host_files(settings.data / "hosts", now, sleep)
        return
    from warehouse.ducklake_hosts import LakeHosts

    hosts = LakeHosts(place)
    try:
        yield LakeTurns(hosts, sleep)
    finally:
        await hosts.close()


class LakeTurns:
    """Turns at hosts among all machines of a lake (``scrapers.turns.Turns``).

    Where the database cannot be asked, a process keeps to the pace that it knows itself.
    """

    def __init__(self, hosts: LakeHosts, sleep: Sleep, patience: float = PATIENCE) -> None:
        self._hosts, self._sleep, self._patience = hosts, sleep, patience
        self._told = False

    @asynccontextmanager
    async def turn(self, host: str, delay: float, concurrency: int) -> AsyncIterator[Slot]:
        """Hold one of the host's places and tell when to ask."""
        from warehouse.ducklake_hosts import HostsUnknown

        place: int | None = None
        slot = Slot()
        try:
            try:
                place = await self._place(host, concurrency)
                slot = await self._book(host, delay)
            except HostsUnknown as error:
                self._tell(error)
            yield slot
        finally:
            if place is not None:
                with suppress(HostsUnknown):
                    await asyncio.shield(self._hosts.give_back(host, place))

    async def pause(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for so long."""
        from warehouse.ducklake_hosts import HostsUnknown

        def paused(now: float, known: Known) -> Known:
            pause = paused_for(Wait(known.pause_noted, known.pause_until), now, seconds)
            return known._replace(pause_noted=pause.noted, pause_until=pause.until)

        try:
            await self._hosts.change(host, paused)
        except HostsUnknown as error:
            self._tell(error)

    async def _place(self, host: str, concurrency: int) -> int | None:
        """Wait for a place; None where patience ran out."""
        pause, longest = _LOOKS
        waited = 0.0
        while (place := await self._hosts.take(host, concurrency)) is None and waited < self._patience:
            await self._sleep(pause)
            waited += pause
            pause = min(2 * pause, longest)
        return place

    async def _book(self, host: str, delay: float) -> Slot:
        """Book the next moment at a host."""
        slot = Slot()

        def booked(now: float, known: Known) -> Known:
            nonlocal slot
            last = Booking(Wait(known.noted, known.until), known.delay)
            slot, booking = last.next(now, delay, Wait(known.pause_noted, known.pause_until))
            return known._replace(noted=booking.wait.noted, until=booking.wait.until, delay=booking.delay)

        await self._hosts.change(host, booked)
        return slot

    def _tell(self, error: Exception) -> None:
        """Say once that other machines learn nothing of this one's pace."""
        if not self._told:
            logger.warning("the pace of hosts cannot be shared with other machines: %s", error)
            self._told = True

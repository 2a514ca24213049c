"""What keeps the pace of a host beyond one process: the protocol, and the arithmetic that every keeper shares.

``scrapers.pace`` keeps the pace within one process. Where several processes fetch (each scheduled run is one), a
``Turns`` keeps it among them: ``scrapers.host_files`` by lock files for one machine, a database for more of them.

Times are seconds of the machine's own clock, since processes and reboots share no other one. That clock can be set: it
is therefore never believed that more is left of a wait than the wait was when it was noted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import NamedTuple, Protocol

import msgspec

# However long a site asks to be left alone (a mistaken ``Retry-After`` of a year is not unheard of): a day at most.
LONGEST_PAUSE = 86_400.0


class Slot(NamedTuple):
    """When a host may be asked: in ``wait`` seconds; ``paused`` of them because it asked to be left alone."""

    wait: float = 0.0
    paused: float = 0.0


class Turns(Protocol):
    """Hands out turns at a host to all who share it. Whoever dies with a turn gives it back by that."""

    def turn(self, host: str, delay: float, concurrency: int) -> AbstractAsyncContextManager[Slot]:
        """Hold one of the host's places and tell when to ask; others are told later moments meanwhile.

        Args:
            host: host and port.
            delay: seconds between the beginning of two requests; the longer one of this caller and the last counts.
            concurrency: how many may ask at once, as far as this caller is concerned.
        """

    async def pause(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for so long."""


class Alone:
    """The turns of a process that shares its hosts with nobody."""

    @asynccontextmanager
    async def turn(self, host: str, delay: float, concurrency: int) -> AsyncIterator[Slot]:
        """Ask at once."""
        yield Slot()

    async def pause(self, host: str, seconds: float) -> None:
        """Tell nobody."""


class Wait(msgspec.Struct, frozen=True):
    """A moment ``until`` which to wait, and when that was ``noted``."""

    noted: float = 0.0
    until: float = 0.0

    def left(self, now: float) -> float:
        """Return the seconds that are left, however the clock was set meanwhile."""
        return max(0.0, min(self.until - now, self.until - self.noted))


class Booking(msgspec.Struct, frozen=True):
    """The last turn at a host: until when its caller waited, and the delay that it kept."""

    wait: Wait = Wait()
    delay: float = 0.0

    def next(self, now: float, delay: float, pause: Wait) -> tuple[Slot, Booking]:
        """Return the slot of the next caller, and its booking."""
        after = Wait(self.wait.noted, self.wait.until + max(delay, self.delay))
        paused = pause.left(now)
        slot = Slot(max(after.left(now), paused), paused)
        return slot, Booking(Wait(now, now + slot.wait), delay)


def paused_for(before: Wait, now: float, seconds: float) -> Wait:
    """Return the pause of a host that asks for one of so many seconds and had one ``before``."""
    return Wait(now, now + max(before.left(now), min(seconds, LONGEST_PAUSE)))

"""The pace at which one host is asked: a least time between requests, a most number at once, and pauses it asked for.

One ``Pace`` serves every source of a run, so that two sources on one host share its patience. Among several processes
the pace is kept by ``Turns`` that they share.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from scrapers.turns import Alone, Turns

Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class _Host:
    """What one host is being asked, and who waits for a place, first come first served.

    A condition variable would wake everybody who waits for each place that becomes free.
    """

    running: int = 0
    waiting: deque[tuple[int, asyncio.Future[None]]] = field(default_factory=deque)
    last_start: float = float("-inf")
    last_delay: float = 0.0
    paused_until: float = float("-inf")

    async def take(self, limit: int) -> None:
        """Wait for a place among ``limit``."""
        if self.running < limit and not self.waiting:
            self.running += 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append((limit, place))
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.give_back()
            raise

    def give_back(self) -> None:
        """Give a place back and hand it, or more, to those who wait."""
        self.running -= 1
        while self.waiting and (self.running < self.waiting[0][0] or self.waiting[0][1].done()):
            _, place = self.waiting.popleft()
            if not place.done():
                self.running += 1
                place.set_result(None)


class Pace:
    """Keeps the pace per host; ``timer`` counts seconds, ``sleep`` waits for some; ``turns`` are of all processes."""

    def __init__(self, timer: Callable[[], float], sleep: Sleep, turns: Turns | None = None) -> None:
        self._timer, self._sleep = timer, sleep
        self._turns = turns or Alone()
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(
        self, host: str, delay: float, concurrency: int, *, unless: Callable[[], bool] = bool
    ) -> AsyncIterator[None]:
        """Wait until the host may be asked, and hold one of its places meanwhile.

        The longer of this caller's delay and that of the caller before counts. Where ``unless`` has become true when
        a place is free, the host is not going to be asked: that takes no time and is no turn.
        """
        state = self._hosts.get(host)
        if state is None:
            state = self._hosts[host] = _Host()
        await state.take(concurrency)
        try:
            if unless():
                yield
                return
            async with self._turns.turn(host, delay, concurrency) as slot:
                now = self._timer()
                if slot.paused:
                    state.paused_until = max(state.paused_until, now + slot.paused)
                    if unless():
                        yield
                        return
                ours = max(now, state.paused_until, state.last_start + max(delay, state.last_delay))
                start = max(ours, now + slot.wait)
                state.last_start, state.last_delay = start, delay
                if start > now:
                    await self._sleep(start - now)
                known = state.paused_until
                yield
                if state.paused_until > known:
                    await self._turns.pause(host, state.paused_until - self._timer())
        finally:
            state.give_back()

    def pause(self, host: str, seconds: float) -> None:
        """Ask nothing of the host for so long."""
        state = self._hosts.setdefault(host, _Host())
        state.paused_until = max(state.paused_until, self._timer() + seconds)

    def paused(self, host: str) -> float:
        """Return for how many seconds the host is not to be asked."""
        state = self._hosts.get(host)
        return max(0.0, state.paused_until - self._timer()) if state else 0.0

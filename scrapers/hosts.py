"""How the hosts of a run fare: whose turn it is, who asked to be left alone, and who is in trouble."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from scrapers import breaker
from scrapers.answer import Answer
from scrapers.pace import Pace, Sleep
from scrapers.source import Politeness
from scrapers.target import Target
from scrapers.turns import Turns
from scrapers.verdict import MAX_RETRY_AFTER, Verdict, host_is_well


class Hosts:
    """Pace and circuit breaker of each host (and port); ``timer`` counts seconds, ``sleep`` waits for some."""

    def __init__(self, timer: Callable[[], float], sleep: Sleep, turns: Turns | None = None) -> None:
        self._timer = timer
        self._pace = Pace(timer, sleep, turns)
        self._health: dict[str, breaker.Health] = {}

    def turn(self, target: Target, delay: float, politeness: Politeness) -> AbstractAsyncContextManager[None]:
        """Wait until a host may be asked, or is closed; the longer of the source's delay and this one counts."""
        return self._pace.turn(
            target.authority,
            max(politeness.delay_seconds, delay),
            politeness.max_concurrency,
            unless=lambda: self.closed(target) is not None,
        )

    def closed(self, target: Target) -> Verdict | None:
        """Return why a host is not to be asked for anything now, or None."""
        paused = self._pace.paused(target.authority)
        if paused > MAX_RETRY_AFTER:
            return Verdict("failed", "asked-to-wait", f"{target.host} asked to be left alone for {paused:.0f} s more")
        health = self._health.get(target.authority)
        rest = breaker.rest_left(health, self._timer()) if health else 0.0
        if health and rest > 0:
            detail = f"{target.host} failed {health.failures} times in a row; it is left alone for {rest:.0f} s more"
            return Verdict("failed", "host-resting", detail)
        return None

    def well(self, target: Target) -> bool:
        """Say whether the last request to a host succeeded, or none was made."""
        return self._health.get(target.authority, breaker.WELL).well

    def asking(self, target: Target, patience: float) -> None:
        """Note that a request begins, which ends within so many seconds."""
        health = self._health.get(target.authority)
        if health is not None:
            self._health[target.authority] = breaker.asked(health, self._timer(), patience)

    def heard(self, target: Target, answer: Answer, verdict: Verdict) -> None:
        """Note what an answer says of its host."""
        if verdict.pause is not None:
            self._pace.pause(target.authority, verdict.pause)
        well = host_is_well(answer)
        if well:
            self._health.pop(target.authority, None)
            return
        health = breaker.unclear(self._health.get(target.authority, breaker.WELL))
        self._health[target.authority] = health if well is None else breaker.failed(health, self._timer())

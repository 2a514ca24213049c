"""What each site says to robots: robots.txt, and what it reserves, asked for once and kept for a while.

robots.txt decides whether a page is fetched at all. The files about rights decide nothing here and are asked for
politely: once per site and run, at the site's pace, without another try, only when an article of a site that answers is
about to be fetched, and not where robots.txt keeps them from us.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from scrapers.rights import AI_PATH, TDM_PATH, SiteRights, read_ai_txt, read_tdmrep
from scrapers.robots import Robots, lasting, read_robots
from scrapers.target import Target
from scrapers.visit import Call, End

Follow = Callable[[str, Call], Awaitable[End]]

# Too much, nothing, or a way that never ends: the site has answered, and there is no rule in it for us. For redirects
# RFC 9309, 2.3.1.2, has it so.
_NO_RULES = ("empty-body", "redirect-loop")
# The host was closed just then: that says nothing of its rules, and is not to be believed for longer than it lasts.
_NOT_ASKED = ("host-resting", "asked-to-wait")


class Sites:
    """Asks sites for their rules; ``follow`` fetches one URL, ``timer`` counts seconds."""

    def __init__(self, follow: Follow, timer: Callable[[], float]) -> None:
        self._follow, self._timer = follow, timer
        self._robots: dict[str, Robots] = {}
        self._rights: dict[str, SiteRights] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def robots(self, target: Target, call: Call) -> Robots:
        """Return the robots.txt that speaks for a target; it is recorded with the call that fetched it."""
        known = self._known(target.origin)
        if known is not None:
            return known
        async with self._locks.setdefault(target.origin, asyncio.Lock()):
            known = self._known(target.origin)
            if known is None:
                known = self._robots[target.origin] = await self._ask_robots(target, call)
        return known

    def verdict(self, target: Target) -> str:
        """Return what is known of robots.txt for a target, in the words of ``Rights.robots``."""
        robots = self._robots.get(target.origin)
        return robots.verdict if robots else "not-asked"

    def delay(self, target: Target) -> float:
        """Return the ``Crawl-delay`` of the target's site in seconds, 0 while it is not known."""
        robots = self._robots.get(target.origin)
        return robots.delay if robots else 0.0

    async def rights(self, target: Target, call: Call) -> None:
        """See to it that what the target's site reserves is known."""
        if target.origin in self._rights:
            return
        async with self._locks.setdefault(target.origin, asyncio.Lock()):
            if target.origin not in self._rights:
                tdm = await self._file(target, TDM_PATH, call)
                ai = None if tdm is None else await self._file(target, AI_PATH, call)
                self._rights[target.origin] = SiteRights(read_tdmrep(tdm or b""), read_ai_txt(ai or b""))

    def known_rights(self, target: Target) -> SiteRights:
        """Return what the target's site reserves, as far as it was asked."""
        return self._rights.get(target.origin, SiteRights())

    def _known(self, origin: str) -> Robots | None:
        robots = self._robots.get(origin)
        return robots if robots is not None and self._timer() < robots.until else None

    async def _ask_robots(self, target: Target, call: Call) -> Robots:
        end = await self._follow(f"{target.origin}/robots.txt", call.aside(f"{target.origin}/robots.txt"))
        answer, verdict = end.answer, end.verdict
        before, now = self._robots.get(target.origin), self._timer()
        if verdict.reason in _NO_RULES:
            return lasting(Robots(), before, None, now)
        if verdict.reason in _NOT_ASKED:
            return replace(before or Robots(unknown=f"{verdict.reason}: {verdict.detail}"), until=now)
        usable = verdict.outcome == "ok" or verdict.reason == "too-large"
        failure = None if usable else f"{verdict.reason}: {verdict.detail}"
        status, body = (answer.status, answer.body) if answer else (0, b"")
        cache_control = answer.header("cache-control") if answer else None
        return lasting(read_robots(status, body, failure), before, cache_control, now)

    async def _file(self, target: Target, path: str, call: Call) -> bytes | None:
        """Return the content of a file about rights, nothing if there is none, None if the server fails."""
        url = target.origin + path
        robots = self._robots.get(target.origin)
        if robots is None or not robots.allows(url):
            return b""
        end = await self._follow(url, call.aside(url, tries=1))
        if end.verdict.outcome == "failed":
            return None
        return end.answer.body if end.verdict.outcome == "ok" and end.answer else b""

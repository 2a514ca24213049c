"""``backfill``: the past articles of one source, window by window, newest first.

A window is a page of the archive (a day, week or month), a sitemap that can hold the wanted days, or a day of what the
Wayback Machine has; each is committed as one and passed over once it is complete, so that a backfill that was cut off
goes on where it was: the cursors of the warehouse are the cache, and unlike results that Prefect keeps they are
committed together with the articles. The lease of the source is given back between windows, so that a scheduled run of
it is never kept waiting for long; a lease of the backfill's own keeps out a second one and tells when its process died.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import TypeVar

from flows.backfill_progress import Progress, Stage, unseen
from flows.backfill_routes import Route, own_routes, without_route
from flows.backfill_wayback import WaybackRoad, open_days
from flows.harvest import Step, WindowResult, directly, harvest_window, settle_visits
from flows.interpret import Extras
from flows.lease import SourceBusy, backfill_lease, hold_lease, leased
from flows.report import Outcome
from flows.road import OWN_SITE, Road
from flows.source_run import Verdict, recorded, source_row, verdict
from flows.tally import Count
from flows.workshop import Workshop
from scrapers.discover import Listing, listings
from scrapers.periods import Period
from scrapers.sitemap_windows import SitemapWindows
from scrapers.source import Source
from scrapers.wayback_walk import Wayback, has_captures
from transforms.records import Fetch, Reject
from warehouse.store import Session

T = TypeVar("T")

PATIENCE = 120
PAUSE = 2.0


async def backfill_source(
    shop: Workshop,
    source: Source,
    since: date,
    until: date,
    *,
    via: Route = "best",
    step: Step = directly,
    flow_run_id: str | None = None,
    progress: Progress = unseen,
) -> Outcome:
    """Harvest a source's past by its archive and sitemaps, or the Wayback Machine; complete windows are passed over.

    Args:
        shop: what the command works with.
        source: the source.
        since: first day, in the source's time zone.
        until: last day, inclusive.
        via: the way; ``best`` is the site's own lists, and where it has none that can be read the Wayback Machine.
        step: how the steps are run.
        flow_run_id: Prefect's id of the flow run.
        progress: is told after each window.
    """

    async def work(count: Count) -> Verdict:
        async with leased(shop, backfill_lease(source.id)):
            complete = await shop.writer.write(lambda session: complete_keys(session, source.id))
            backfill = _Backfill(shop, source, count, step=step, complete=complete, progress=progress)
            message = await _by_route(backfill, Period(since, until), via)
        state, causes = verdict(backfill.results, left_alone=count.total.left_alone)
        if message and not backfill.results:
            state, causes = "failed", None
        return state, "; ".join(filter(None, (causes, message, *backfill.passed))) or None

    return await recorded(shop, source_row(source), "backfill", flow_run_id, work)


def complete_keys(session: Session, source_id: str) -> frozenset[str]:
    """Return the keys of the listings that are complete, and of whose pages none waits for another try."""
    waiting = {lead.listing for lead in session.pending(source_id)}
    cursors = session.cursors(source_id)
    return frozenset(key for key, cursor in cursors.items() if cursor.complete and key not in waiting)


async def _by_route(backfill: _Backfill, window: Period, via: Route) -> str | None:
    """Go the way that was asked for; return in words why another one was taken, or none."""
    source = backfill.source
    if via == "wayback":
        return await backfill.wayback(window)
    routes = own_routes(source, via)
    if "archive" in routes:
        await backfill.archives(listings(source, window.first, window.last))
    if "sitemap" in routes:
        await backfill.sitemaps(window)
    was_read = any(result.listings > len(result.failures) for result in backfill.results)
    if via != "best" or was_read or (routes and not backfill.results):
        return None if routes else without_route(source, via)
    if not has_captures(backfill.shop.settings.wayback, source):
        return None if routes else without_route(source, via)
    cause = "none of its own lists could be read" if routes else "it has no list of the past"
    return "; ".join(filter(None, (f"{cause}: asked the Wayback Machine instead", await backfill.wayback(window))))


class _Backfill:
    """A backfill under way: what its windows brought, and in words how many of them were complete before."""

    def __init__(
        self,
        shop: Workshop,
        source: Source,
        count: Count,
        *,
        step: Step,
        complete: frozenset[str],
        progress: Progress,
    ) -> None:
        self.results: list[WindowResult] = []
        self.passed: list[str] = []
        self.shop, self.source = shop, source
        self._begun = self._renewed = time.monotonic()
        self._count, self._step, self._complete, self._progress = count, step, complete, progress

    async def archives(self, window: Sequence[Listing]) -> None:
        """Harvest the pages of the archive, those of the same days together."""
        periods = by_period(window)
        missing = [
            period for period, same in periods.items() if any(listing.key not in self._complete for listing in same)
        ]
        for number, period in enumerate(missing, 1):
            await self._harvest(periods[period], _named(period), number, len(missing))
        passed = len(periods) - len(missing)
        if passed:
            unit = "days" if all(period.day for period in periods) else "windows"
            self.passed.append(f"{passed} of {len(periods)} {unit} were complete already")

    async def sitemaps(self, window: Period) -> None:
        """Harvest the sitemaps that can hold the window, one by one."""
        walk = SitemapWindows(self.source, window, self.shop.fetcher, self._complete)
        number = 0
        async for listing in walk.listings():
            number += 1
            await self._harvest([listing], f"sitemap {listing.url}", number, None)
            await self._record(*walk.drain())
        await self._record(*walk.drain())
        if walk.passed:
            self.passed.append(f"sitemaps that were complete already: {walk.passed}")

    async def wayback(self, window: Period) -> str | None:
        """Harvest what the Wayback Machine has of the days of a window; return why it was not asked on, if so."""
        base, days = self.shop.settings.wayback, open_days(self.source, window, self._complete)
        total = (window.last - window.first).days + 1
        if len(days) < total:
            self.passed.append(f"{total - len(days)} of {total} days were complete already")
        if not days:
            return None
        if not has_captures(base, self.source):
            return f"{base} has nothing of {self.source.homepage}"
        archive = Wayback(base, self.source, self.shop.fetcher)
        found = await archive.captures(Period(min(days), max(days)))
        await self._record(tuple(found.fetches), tuple(found.rejects))
        told = f"{len(found.captures)} pages in the index, {found.left_out} more that are no articles by its rules"
        self.shop.report(self.source.id, f"{base}: {told}")
        road = WaybackRoad(self.source, archive, found)
        for number, day in enumerate(days if found.whole else (), 1):
            await self._harvest([road.listing(day)], f"captures of {day}", number, len(days), road)
            if archive.shut is not None:
                return (
                    f"{base} refused to go on after {number} of {len(days)} days ({archive.shut.reason}); run it later"
                )
        return None

    async def _harvest(
        self, window: Sequence[Listing], label: str, number: int, total: int | None, road: Road = OWN_SITE
    ) -> None:
        """Harvest one window as soon as the source's lease is free."""
        shop, source = self.shop, self.source
        for _ in range(PATIENCE):
            try:
                async with leased(shop, source.id):
                    result = await harvest_window(
                        shop, source, window, self._count, retry="own", step=self._held, road=road
                    )
            except SourceBusy:
                await asyncio.sleep(PAUSE)
                continue
            self.results.append(result)
            seconds = time.monotonic() - self._begun
            await self._progress(Stage(source.id, label, number, total, self._count.total.new, seconds))
            return
        raise SourceBusy(f"another run of {source.id} went on for more than {PATIENCE * PAUSE:.0f} s")

    async def _held(self, name: str, label: str, work: Callable[[], Awaitable[T]]) -> T:
        """Run a step with the backfill's own lease renewed, where that has not been done for some time."""
        shop, lease, now = self.shop, backfill_lease(self.source.id), time.monotonic()
        if now - self._renewed > shop.settings.lease_seconds / 4:
            await shop.writer.write(lambda session: hold_lease(session, shop, lease))
            self._renewed = now
        return await self._step(name, label, work)

    async def _record(self, fetches: tuple[Fetch, ...], rejects: tuple[Reject, ...]) -> None:
        """Load what the way to the windows left behind: exchanges with indexes, and what could not be read."""
        if not fetches and not rejects:
            return
        extras = Extras(fetches=fetches, rejects=rejects)
        shop, source = self.shop, self.source
        async with leased(shop, source.id):
            tally = await shop.writer.write(lambda session: settle_visits(session, shop, source.id, (), extras))
        self._count.add(tally)
        if rejects:
            self.results.append(WindowResult(0, len(rejects), rejects))


def by_period(window: Sequence[Listing]) -> dict[Period, list[Listing]]:
    """Return listings by the days that they cover, in their order."""
    periods: dict[Period, list[Listing]] = {}
    for listing in window:
        if listing.period is not None:
            periods.setdefault(listing.period, []).append(listing)
    return periods


def _named(period: Period) -> str:
    return f"day {period}" if period.day else f"days {period}"

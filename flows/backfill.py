"""``backfill``: the past articles of one source, window by window, newest first.

A window is a page of the archive (a day, week or month) or a sitemap that can hold the wanted days; each is committed
as one and passed over once it is complete, so that a backfill that was cut off goes on where it was. The lease of the
source is given back between windows, so that a scheduled run of it is never kept waiting for long.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

from flows.harvest import Step, WindowResult, directly, harvest_window, settle_visits
from flows.interpret import Extras
from flows.lease import SourceBusy, leased
from flows.report import Outcome
from flows.source_run import Verdict, recorded, source_row, verdict
from flows.tally import Count
from flows.workshop import Workshop
from scrapers.discover import Listing, listings
from scrapers.periods import Period
from scrapers.sitemap_windows import SitemapWindows
from scrapers.source import Source
from warehouse.store import Session

PATIENCE = 120
PAUSE = 2.0
ROUTES = ("archive", "sitemap")


async def backfill_source(
    shop: Workshop,
    source: Source,
    since: date,
    until: date,
    *,
    step: Step = directly,
    flow_run_id: str | None = None,
) -> Outcome:
    """Harvest a source's archive and sitemaps for days of the past; windows that are complete are passed over.

    ``since`` and ``until`` are days in the source's time zone, both inclusive.
    """

    async def work(count: Count) -> Verdict:
        if not any(spec.kind in ROUTES for spec in source.discover):
            return "failed", f'{source.id} has no [[discover]] of kind "archive" or "sitemap": nothing to backfill from'
        complete = await shop.writer.write(lambda session: _complete(session, source.id))
        backfill = _Backfill(shop, source, count, step, complete)
        await backfill.archives(listings(source, since, until))
        await backfill.sitemaps(Period(since, until))
        state, message = verdict(backfill.results)
        return state, "; ".join(filter(None, (message, *backfill.passed))) or None

    return await recorded(shop, source_row(source), "backfill", flow_run_id, work)


def _complete(session: Session, source_id: str) -> frozenset[str]:
    """Return the keys of the listings that are complete, and of whose pages none waits for another try."""
    waiting = {lead.listing for lead in session.pending(source_id)}
    cursors = session.cursors(source_id)
    return frozenset(key for key, cursor in cursors.items() if cursor.complete and key not in waiting)


class _Backfill:
    """A backfill under way: what its windows brought, and in words how many of them were complete before."""

    def __init__(self, shop: Workshop, source: Source, count: Count, step: Step, complete: frozenset[str]) -> None:
        self.results: list[WindowResult] = []
        self.passed: list[str] = []
        self._shop, self._source, self._count, self._step, self._complete = shop, source, count, step, complete

    async def archives(self, window: Sequence[Listing]) -> None:
        """Harvest the pages of the archive, those of the same days together."""
        periods = _by_period(window)
        missing = [
            period for period, same in periods.items() if any(listing.key not in self._complete for listing in same)
        ]
        for number, period in enumerate(missing, 1):
            await self._harvest(periods[period], f"{_named(period)}: {number} of {len(missing)}")
        passed = len(periods) - len(missing)
        if passed:
            unit = "days" if all(period.day for period in periods) else "windows"
            self.passed.append(f"{passed} of {len(periods)} {unit} were complete already")

    async def sitemaps(self, window: Period) -> None:
        """Harvest the sitemaps that can hold the window, one by one."""
        walk = SitemapWindows(self._source, window, self._shop.fetcher, self._complete)
        async for listing in walk.listings():
            await self._harvest([listing], f"sitemap {listing.url}")
            await self._record(walk)
        await self._record(walk)
        if walk.passed:
            self.passed.append(f"sitemaps that were complete already: {walk.passed}")

    async def _harvest(self, window: Sequence[Listing], label: str) -> None:
        """Harvest one window as soon as the source's lease is free."""
        shop, source = self._shop, self._source
        for _ in range(PATIENCE):
            try:
                async with leased(shop, source.id):
                    result = await harvest_window(shop, source, window, self._count, retry="own", step=self._step)
            except SourceBusy:
                await asyncio.sleep(PAUSE)
                continue
            self.results.append(result)
            shop.report(source.id, f"{label}, {result.new} new")
            return
        raise SourceBusy(f"another run of {source.id} went on for more than {PATIENCE * PAUSE:.0f} s")

    async def _record(self, walk: SitemapWindows) -> None:
        """Load what the way to the sitemaps left behind: exchanges with indexes, and what could not be read."""
        fetches, rejects = walk.drain()
        if not fetches and not rejects:
            return
        extras = Extras(fetches=fetches, rejects=rejects)
        shop, source = self._shop, self._source
        async with leased(shop, source.id):
            tally = await shop.writer.write(lambda session: settle_visits(session, shop, source.id, (), extras))
        self._count.add(tally)
        if rejects:
            self.results.append(WindowResult(0, len(rejects), rejects))


def _by_period(window: Sequence[Listing]) -> dict[Period, list[Listing]]:
    periods: dict[Period, list[Listing]] = {}
    for listing in window:
        if listing.period is not None:
            periods.setdefault(listing.period, []).append(listing)
    return periods


def _named(period: Period) -> str:
    return f"day {period}" if period.day else f"days {period}"

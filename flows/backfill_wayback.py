"""The road of a backfill to the Wayback Machine: windows of a day, out of what its index has of all the days.

The index is read first, since only all of it says which capture of an article is the earliest; then day by day, newest
first, the pages. A day that is done is passed over from then on, and with all days done the index is not asked at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flows.harvest import Step
from flows.interpret import Visit, interpret
from flows.plan import ARCHIVED, Errand
from flows.workshop import Workshop
from scrapers.discover import Discovery, Listing
from scrapers.fetch import Exchange
from scrapers.periods import DAY, Period
from scrapers.source import Discover, Source
from scrapers.wayback import Capture
from scrapers.wayback_walk import Found, Wayback, site_name
from transforms.records import Article, Cursor, Fetch, Lead, Reject

# The archive goes on taking pages of a day, and its index lags behind; after this time a day is done.
SETTLED = timedelta(days=7)


def day_key(source: Source, day: date) -> str:
    """Return the key of the listing of a day."""
    return f"{ARCHIVED}{site_name(source)}@{day}"


def open_days(source: Source, window: Period, complete: Collection[str]) -> list[date]:
    """Return the days of a window that are not complete, newest first."""
    days = [window.last - DAY * back for back in range((window.last - window.first).days + 1)]
    return [day for day in days if day_key(source, day) not in complete]


class WaybackRoad:
    """The road to the pages of one source in the archive: its windows are days, its listings what the index has."""

    def __init__(self, source: Source, archive: Wayback, found: Found) -> None:
        self._source, self._archive, self._found = source, archive, found
        self._captures = found.captures

    def listing(self, day: date) -> Listing:
        """Return the listing of a day."""
        key = day_key(self._source, day)
        spec = Discover(kind="archive", url=f"https://{site_name(self._source)}/")
        return Listing(self._source.id, key, "archive", spec.url, day, spec, Period(day, day))

    async def poll(
        self, shop: Workshop, source: Source, listing: Listing, cursors: Mapping[str, Cursor], step: Step
    ) -> Discovery:
        """Return what the index has of a day; nothing is asked for."""
        day = listing.date
        captures = self._found.by_day.get(day, {}) if day is not None else {}
        leads = tuple(Lead(one.url, source.id, listing.key, listing_date=day) for one in captures.values())
        now = shop.clock()
        today = now.astimezone(ZoneInfo(source.timezone)).date()
        cursor = Cursor(
            source_id=source.id,
            listing=listing.key,
            kind="wayback",
            polled_at=now,
            items=len(leads),
            complete=self._found.whole and day is not None and day + SETTLED < today,
        )
        return Discovery(listing, leads, cursor, (), (), not_modified=False, filtered=0)

    async def visit(self, shop: Workshop, source: Source, errand: Errand) -> Visit:
        """Fetch the earliest capture of an article that is a good page: redirects and soft errors are passed over."""
        fetches: list[Fetch] = []
        outcome: Article | Reject | None = None
        failed = False
        async for capture in self._candidates(errand):
            exchange = await self._archive.page(capture)
            fetches += exchange.fetches
            outcome, failed = await _read(shop, source, errand, exchange), exchange.outcome == "failed"
            if failed or isinstance(outcome, Article):
                break
        return Visit(
            fetches=tuple(fetches),
            article=outcome if isinstance(outcome, Article) else None,
            rejects=(outcome,) if isinstance(outcome, Reject) else (),
            lead=self._tried(errand.lead),
            key=errand.key,
            failed=failed,
        )

    def _tried(self, lead: Lead) -> Lead:
        """Return a lead as it is counted: that the archive as a whole refuses is no attempt, however often it does."""
        return lead if self._archive.shut is None else replace(lead, attempts=max(lead.attempts - 1, 0))

    async def _candidates(self, errand: Errand) -> AsyncIterator[Capture]:
        """Yield the captures of an article to try, the earliest first; the index is asked for more when one failed."""
        first = self._captures.get(errand.key)
        if first is not None:
            yield first
            for other in await self._archive.others(first):
                yield other


async def _read(shop: Workshop, source: Source, errand: Errand, exchange: Exchange) -> Article | Reject | None:
    if exchange.page is None:
        return exchange.reject
    page = replace(exchange.page, lead=errand.lead)
    return await asyncio.to_thread(interpret, page, source, shop.profiles.get(source.id))

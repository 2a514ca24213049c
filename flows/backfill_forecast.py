"""``backfill --dry-run``: which windows there are, which are done, and what the others cost; no article is fetched.

Pages of an archive are counted from the source file alone. How many sitemaps can hold the days is in their indexes, and
what the Wayback Machine has of them in its own, so that those are read; nothing of it is kept. How many articles a day
has is known of what was loaded, else from what the source file expects.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from flows.backfill import by_period, complete_keys
from flows.backfill_routes import Route, own_routes
from flows.backfill_wayback import open_days
from flows.settings import Settings
from flows.workshop import utc_now
from scrapers.answer import Answer
from scrapers.archive import Kept
from scrapers.discover import listings
from scrapers.fetch import Fetcher
from scrapers.periods import DAY, Period
from scrapers.sitemap_windows import SitemapWindows
from scrapers.source import Source
from scrapers.wayback_walk import Wayback, has_captures
from transforms.records import Purpose, Reject
from warehouse.query import SnapshotMissing, run_statement
from warehouse.sqlfiles import statement
from warehouse.store import Warehouse

# Bytes of a page where none was loaded yet: the median of the shipped sources' pages is some 130 kB.
_USUAL_PAGE = 130_000


class Forecast(NamedTuple):
    """What a backfill of one source by one way would do; None where nothing tells.

    ``listings`` are requests for lists, ``articles`` those for pages; ``seconds`` is the time that politeness takes at
    least, ``size`` is in bytes. ``notes`` are what could not be read.
    """

    source_id: str
    route: str
    windows: int
    complete: int
    listings: int
    articles: int | None
    seconds: float | None
    size: int | None
    notes: tuple[str, ...] = ()


class History(NamedTuple):
    """What is known of a source: bytes of a page, articles of a usual day (None: unknown), and those held by day."""

    page_bytes: float
    articles_a_day: float | None
    held: Mapping[date, int]

    def missing(self, days: Sequence[date]) -> int | None:
        """Return how many articles of some days are still to come."""
        if self.articles_a_day is None:
            return None
        return round(sum(max(0.0, self.articles_a_day - self.held.get(day, 0)) for day in days))


class _Nowhere:
    """An archive that keeps nothing: what is looked at for a forecast is no part of the collection."""

    def write_response(self, answer: Answer, *, purpose: Purpose, via: str | None, robots: str | None) -> Kept | None:
        """Keep nothing."""

    def write_document(self, uri: str, content_type: str | None, body: bytes) -> Kept | None:
        """Keep nothing."""


async def forecasts(
    settings: Settings, sources: Sequence[Source], days: tuple[date, date], via: Route
) -> list[Forecast]:
    """Return what a backfill of sources over ``days``, first and last, would do, a row per source and way."""
    window = Period(*days)
    found: list[Forecast] = []
    async with _fetcher(settings) as fetcher:
        for source in sources:
            ahead = _Ahead(settings, source, window, fetcher)
            found += await ahead.by(via)
    return found


@asynccontextmanager
async def _fetcher(settings: Settings) -> AsyncIterator[Fetcher]:
    async with Fetcher(contact=settings.contact, clock=utc_now, archive=_Nowhere(), run_id="dry-run") as fetcher:
        yield fetcher


class _Ahead:
    """Looks ahead on one source's backfill."""

    def __init__(self, settings: Settings, source: Source, window: Period, fetcher: Fetcher) -> None:
        self._settings, self._source, self._window, self._fetcher = settings, source, window, fetcher
        self._complete = _complete(settings, source.id)
        self._history = read_history(settings, source, window)

    async def by(self, via: Route) -> list[Forecast]:
        """Return the forecasts of the ways that a backfill would go."""
        routes = own_routes(self._source, via)
        if not routes:
            return [await self._wayback()] if via in ("best", "wayback") else []
        found = [self._archive()] if "archive" in routes else []
        return [*found, await self._sitemaps()] if "sitemap" in routes else found

    def _archive(self) -> Forecast:
        periods = by_period(listings(self._source, self._window.first, self._window.last))
        missing = {
            period: same
            for period, same in periods.items()
            if any(listing.key not in self._complete for listing in same)
        }
        days = [day for period in missing for day in _days(period.clip(self._window))]
        pages = sum(len(same) for same in missing.values())
        return self._forecast("archive", (len(periods), len(periods) - len(missing)), pages, days)

    async def _sitemaps(self) -> Forecast:
        walk = SitemapWindows(self._source, self._window, self._fetcher, self._complete)
        open_ = [listing async for listing in walk.listings()]
        _, rejects = walk.drain()
        days = _days(self._window) if open_ else []
        total = len(open_) + walk.passed
        return self._forecast("sitemap", (total, walk.passed), len(open_), days, rejects)

    async def _wayback(self) -> Forecast:
        base, days = self._settings.wayback, open_days(self._source, self._window, self._complete)
        total = len(_days(self._window))
        if not days or not has_captures(base, self._source):
            nothing = f"{base} has nothing of {self._source.homepage}"
            told = () if has_captures(base, self._source) else (nothing,)
            return Forecast(self._source.id, "wayback", total, total - len(days), 0, 0, 0.0, 0, told)
        archive = Wayback(base, self._source, self._fetcher)
        found = await archive.captures(Period(min(days), max(days)))
        pages = sum(len(found.by_day.get(day, ())) for day in days)
        notes = tuple(f"{one.reason}: {one.detail}" for one in found.rejects)
        size = round(pages * self._history.page_bytes)
        lists = len(found.fetches)
        seconds = archive.delay * (pages + lists)
        return Forecast(self._source.id, "wayback", total, total - len(days), lists, pages, seconds, size, notes)

    def _forecast(
        self, route: str, windows: tuple[int, int], pages: int, days: Sequence[date], rejects: Sequence[Reject] = ()
    ) -> Forecast:
        """Return a forecast of a site's own lists: of ``windows``, all and those complete, and the days still open."""
        articles = self._history.missing(days)
        seconds = None if articles is None else (pages + articles) * self._source.politeness.delay_seconds
        size = None if articles is None else round(articles * self._history.page_bytes)
        notes = tuple(f"{one.reason}: {one.url}" for one in rejects)
        return Forecast(self._source.id, route, *windows, pages, articles, seconds, size, notes)


def _days(period: Period) -> list[date]:
    return [period.first + DAY * number for number in range((period.last - period.first).days + 1)]


def _complete(settings: Settings, source_id: str) -> frozenset[str]:
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    if isinstance(settings.place, Path) and not warehouse.path.exists():
        return frozenset()
    with warehouse.read() as session:
        return complete_keys(session, source_id)


def read_history(settings: Settings, source: Source, window: Period) -> History:
    """Return what the snapshot tells of a source; where there is none yet, what its file expects."""
    expected = source.expect.min_articles_per_day or None
    wanted: dict[str, Any] = {"source_id": source.id, "since": window.first, "until": window.last}
    try:
        ((size, a_day, held),) = run_statement(settings.place, statement("backfill/history"), wanted).rows()
    except SnapshotMissing:
        return History(_USUAL_PAGE, expected, {})
    by_day = {one["day"]: one["articles"] for one in held or ()}
    return History(size or _USUAL_PAGE, a_day or expected, by_day)

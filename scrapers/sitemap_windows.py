"""From the sitemaps of a source to the listings of a past window: the shards that can hold it, newest first.

Twenty years of sitemaps are not read for one week. A sitemap whose URL names its period is not even opened unless the
period touches the window; of the others those that were last changed before the window are passed over. What remains
without any date (``post-sitemap17.xml``) is opened from its newer end, which is found by opening both, until one lies
wholly before the window. Opening tells a sitemap from an index of sitemaps, and what was opened is handed on with the
listing, so that nothing is asked for twice.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable
from datetime import date
from zoneinfo import ZoneInfo

from scrapers.asking import guest
from scrapers.discover import Listing
from scrapers.fetch import Exchange, Fetcher
from scrapers.listing_kind import root_of
from scrapers.listing_walk import MAX_DEPTH
from scrapers.mentions import Listed, ListingError
from scrapers.periods import Period, latest_day
from scrapers.reading import Claims
from scrapers.shards import Shard, family, shards_of
from scrapers.sitemaps import MAX_SITEMAP_BYTES, read_sitemap, unpacked
from scrapers.source import Discover, Source
from transforms.records import Fetch, Page, Reject

# As many sitemaps are opened for one window to find out what they are.
MAX_OPENED = 500
# Twenty years of daily sitemaps are 7,300.
MAX_CHOSEN = 10_000


def window_key(url: str, period: Period) -> str:
    """Return the key of the listing of a sitemap for the wanted days."""
    return f"sitemap:{url}@{period}"


class SitemapWindows:
    """The listings that the sitemaps of a source have for a window of days.

    Attributes:
        passed: how many of them were complete already.
    """

    def __init__(self, source: Source, window: Period, fetcher: Fetcher, complete: Collection[str] = ()) -> None:
        """Prepare the walk.

        Args:
            source: the source.
            window: the days, in the source's time zone.
            fetcher: opens the indexes, and the sitemaps whose URL names no period.
            complete: keys of listings that need not be read any more.
        """
        self.passed = 0
        self._fetches: list[Fetch] = []
        self._rejects: list[Reject] = []
        self._source, self._window, self._fetcher, self._complete = source, window, fetcher, complete
        self._zone = ZoneInfo(source.timezone)
        self._claims = Claims([spec.url for spec in source.discover])
        self._opened = 0

    async def listings(self) -> AsyncIterator[Listing]:
        """Yield the listings, newest first, one by one: each may be read before the next is looked for."""
        for spec in self._source.discover:
            if spec.kind == "sitemap":
                async for listing in self._below(spec, Shard(spec.url), 0):
                    yield listing

    def drain(self) -> tuple[tuple[Fetch, ...], tuple[Reject, ...]]:
        """Hand over the exchanges made on the way that belong to no listing, and what could not be read there."""
        drained = tuple(self._fetches), tuple(self._rejects)
        self._fetches.clear()
        self._rejects.clear()
        return drained

    async def _below(
        self, spec: Discover, shard: Shard, depth: int, opened: Exchange | None = None
    ) -> AsyncIterator[Listing]:
        """Yield the listing of a sitemap, or those of the sitemaps below it if it is an index."""
        wanted = shard.period.clip(self._window) if shard.period else self._window
        key = window_key(shard.url, wanted)
        if key in self._complete:
            self.passed += 1
            self._fetches.extend(opened.fetches if opened else ())
            return
        exchange = opened
        if exchange is None and shard.period is None:
            exchange = await self._open(shard)
            if exchange is None:
                return
        if exchange is None or not await asyncio.to_thread(_is_index, exchange.page):
            yield Listing(
                self._source.id, key, "sitemap", shard.url, None, spec, wanted, exchange=exchange, claims=self._claims
            )
            return
        self._fetches.extend(exchange.fetches)
        if depth >= MAX_DEPTH:
            self._note("nested-sitemap-index", f"sitemap indexes are read {MAX_DEPTH} levels deep", exchange.page)
            return
        async for listing in self._children(spec, exchange.page, depth + 1):
            yield listing

    async def _children(self, spec: Discover, index: Page | None, depth: int) -> AsyncIterator[Listing]:
        listed = await asyncio.to_thread(self._read, index)
        base = index.final_url if index else spec.url
        shards = shards_of(listed.children, self._zone, spec.shards, base)
        wanted = [shard for shard in shards if shard.can_hold(self._window) and self._claims.take(shard.url)]
        if len(wanted) > MAX_CHOSEN:
            self._note("page-limit", f"{len(wanted)} sitemaps can hold {self._window}; {MAX_CHOSEN} are read", index)
        wanted = wanted[:MAX_CHOSEN]
        for shard in wanted:
            if shard.newest is not None:
                async for listing in self._below(spec, shard, depth):
                    yield listing
        for undated in _families(shard for shard in wanted if shard.newest is None):
            async for listing in self._from_the_newer_end(spec, undated, depth):
                yield listing

    async def _from_the_newer_end(self, spec: Discover, shards: list[Shard], depth: int) -> AsyncIterator[Listing]:
        """Yield the listings of undated sitemaps of one family until one lies wholly before the window."""
        ends = {shard.url: await self._open(shard) for shard in dict.fromkeys((shards[0], shards[-1]))}
        newest = [await asyncio.to_thread(self._newest, exchange) for exchange in ends.values()]
        for shard in shards if newest[0] > newest[-1] else reversed(shards):
            exchange = ends.pop(shard.url) if shard.url in ends else await self._open(shard)
            if exchange is None:
                continue
            if await asyncio.to_thread(self._lies_before, exchange):
                self._fetches.extend(exchange.fetches)
                break
            async for listing in self._below(spec, shard, depth, exchange):
                yield listing
        for exchange in filter(None, ends.values()):
            self._fetches.extend(exchange.fetches)

    async def _open(self, shard: Shard) -> Exchange | None:
        """Fetch a sitemap or index; None, with the reason noted, where that fails."""
        self._opened += 1
        if self._opened > MAX_OPENED:
            if self._opened == MAX_OPENED + 1:
                self._note("page-limit", f"{MAX_OPENED} sitemaps were opened; {shard.url} and more were not")
            return None
        exchange = await self._fetcher.get(shard.url, guest(self._source), "listing")
        if exchange.page is None:
            self._fetches.extend(exchange.fetches)
            self._rejects.extend([exchange.reject] if exchange.reject else [])
            return None
        return exchange

    def _read(self, page: Page | None) -> Listed:
        """Read an index; what is wrong with it is noted."""
        try:
            listed = read_sitemap(page.body if page else b"", MAX_SITEMAP_BYTES)
        except ListingError as error:
            self._note(error.reason, error.detail, page)
            return Listed()
        if listed.error is not None:
            self._note(listed.error.reason, listed.error.detail, page)
        return listed

    def _note(self, reason: str, detail: str, page: Page | None = None) -> None:
        url, fetch_id = (page.url, page.fetch_id) if page else (self._source.homepage, None)
        self._rejects.append(Reject("discover", reason, url, detail, self._source.id, fetch_id))

    def _days(self, exchange: Exchange | None) -> list[date | None]:
        """Return the days of the mentions of an opened sitemap; what is wrong with it is noted by who reads it."""
        if exchange is None or exchange.page is None or _is_index(exchange.page):
            return []
        with contextlib.suppress(ListingError):
            listed = read_sitemap(exchange.page.body, MAX_SITEMAP_BYTES)
            return [latest_day(mention, self._zone) for mention in listed.mentions]
        return []

    def _newest(self, exchange: Exchange | None) -> date:
        return max((day for day in self._days(exchange) if day is not None), default=date.min)

    def _lies_before(self, exchange: Exchange) -> bool:
        days = self._days(exchange)
        return bool(days) and all(day is not None and day < self._window.first for day in days)


def _is_index(page: Page | None) -> bool:
    if page is None:
        return False
    with contextlib.suppress(ListingError):
        return root_of(unpacked(page.body, MAX_SITEMAP_BYTES)) == "sitemapindex"
    return False


def _families(shards: Iterable[Shard]) -> Iterable[list[Shard]]:
    families: defaultdict[str, list[Shard]] = defaultdict(list)
    for shard in shards:
        families[family(shard.url)].append(shard)
    return families.values()

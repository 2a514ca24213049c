"""The way through the Wayback Machine: which pages of a source it has of some days, and those pages.

The archive is asked for what a source's own rules take as articles, slowly: its index allows some two dozen requests a
minute and shuts out for an hour who goes on after a 429, so that requests are seconds apart, one at a time, and a
refusal is waited out for a minute, or as long as it says. The index and the pages are services for programs, with
limits of their own; robots.txt of the archive, which speaks to search engines, is not asked.

A page is recorded as what it is: a document of the site's own address, taken at the time of the capture, so that its
dates and versions are judged by that time and nothing of the archive's address goes into the warehouse.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from scrapers.address import is_loopback_name
from scrapers.fetch import Exchange, Fetcher
from scrapers.linkshape import patterns_of
from scrapers.mentions import ListingError
from scrapers.pace import Sleep
from scrapers.periods import DAY, Period, permalink_period
from scrapers.redirects import is_front_page
from scrapers.source import Source, Urls
from scrapers.wayback import Capture, Question, capture_of, index_url, playback_url, read_answer, site_of
from transforms.records import Fetch, Purpose, Reject, Validators
from transforms.urls import url_key

# Seconds between two requests: of the 24 a minute that the index allowed in June 2026, some are left to others.
DELAY = 3.0
# What a refusal without a Retry-After is waited out with, and how often. Who asks on for a minute is shut out.
REST, RESTS = 60.0, 3
LONGEST_REST = 600.0
# An article of the window's last days may have been captured days later only. Of what was captured after the window
# only what its address dates into it is taken: of the rest nobody could say.
LATE = timedelta(days=14)
# Rows of one window, some 150 bytes each: a large paper's year. More are to be asked for in parts.
MAX_CAPTURES = 500_000
# Captures of one article that are tried, where the first ones are no good page.
MAX_TRIED = 3
_INDEX_BYTES = 20_000_000
_SECONDS = 60.0
# What says that the archive as a whole is not to be asked now; a page that fails alone is only that.
_WAITS = ("http-429", "asked-to-wait", "host-resting")


@dataclass(slots=True)
class Found:
    """What the archive has of a window: the earliest capture of each article by URL key, and the days they fall on.

    ``whole`` says that the index was read to its end. ``left_out`` counts addresses that are no articles by the
    source's rules.
    """

    by_day: dict[date, dict[str, Capture]] = field(default_factory=dict)
    fetches: list[Fetch] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    left_out: int = 0
    whole: bool = True

    @property
    def captures(self) -> Mapping[str, Capture]:
        """All captures by URL key."""
        return {key: one for day in self.by_day.values() for key, one in day.items()}


def site_name(source: Source) -> str:
    """Return what the index calls the source's site: the host of its homepage."""
    parts = urlsplit(source.homepage)
    return site_of(parts.hostname or "", parts.port)


def has_captures(base: str, source: Source) -> bool:
    """Say whether an archive at ``base`` can have the site: one on the web has nothing of loopback."""
    hosts = (urlsplit(url).hostname or "" for url in (base, source.homepage))
    archive, site = map(is_loopback_name, hosts)
    return archive or not site


class Wayback:
    """The archive at one address, asked in the name of one source. ``sleep`` waits out what it asks for.

    Attributes:
        shut: why it is not asked any more, once it has refused after every rest.
    """

    def __init__(self, base: str, source: Source, fetcher: Fetcher, *, sleep: Sleep = asyncio.sleep) -> None:
        self._base, self._source, self._fetcher, self._sleep = base, source, fetcher, sleep
        self._zone = ZoneInfo(source.timezone)
        self._guest = _guest(base, source)
        self._turn = asyncio.Lock()
        self.shut: Reject | None = None

    @property
    def delay(self) -> float:
        """Least seconds between two requests."""
        return self._guest.politeness.delay_seconds

    async def captures(self, window: Period) -> Found:
        """Read the index for the days of a window, in the source's time zone."""
        found = Found()
        first = datetime.combine(window.first, time.min, self._zone)
        last = datetime.combine(window.last + DAY, time.min, self._zone) + LATE
        question = Question(f"{site_name(self._source)}/", first, last, _pattern(self._source.urls))
        resume: str | None = None
        seen: dict[str, Capture] = {}
        while True:
            answer = await self._ask(question, resume, found)
            if answer is None:
                found.whole = False
                break
            for capture in answer[0]:
                _keep_earliest(seen, capture)
            resume = answer[1]
            if resume is None:
                break
            if len(seen) > MAX_CAPTURES:
                self._note(found, "page-limit", f"more than {MAX_CAPTURES} pages of {window}; ask for fewer days")
                break
        self._sort(seen, window, found)
        return found

    async def page(self, capture: Capture) -> Exchange:
        """Fetch a capture's page, dated by the capture, under the address on the site.

        A capture that leads to another address is refused: a redirect is no page.
        """
        exchange = await self._get(playback_url(self._base, capture), "article")
        if exchange.page is None:
            return replace(exchange, fetches=_aside(exchange.fetches), reject=self._own(exchange.reject, capture))
        answered = capture_of(exchange.page.final_url)
        if answered is None or url_key(answered.url) != url_key(capture.url):
            detail = f"the capture of {capture.at:%Y-%m-%d %H:%M} leads to {exchange.page.final_url}"
            reject = Reject("fetch", "wayback-redirect", capture.url, detail, self._source.id)
            return replace(exchange, outcome="refused", page=None, fetches=_aside(exchange.fetches), reject=reject)
        return _dated(exchange, Capture(capture.url, answered.at))

    async def others(self, capture: Capture) -> tuple[Capture, ...]:
        """Return later captures of the same address that differ, oldest first, to be tried where one is no good."""
        address = re.sub(r"^https?://", "", capture.url)
        question = Question(address, capture.at + timedelta(seconds=1), self._fetcher.clock(), exact=True)
        answer = await self._ask(question, None, Found())
        captures = answer[0] if answer else ()
        return tuple(Capture(capture.url, one.at) for one in captures[: MAX_TRIED - 1])

    async def _ask(
        self, question: Question, resume: str | None, found: Found
    ) -> tuple[tuple[Capture, ...], str | None] | None:
        exchange = await self._get(index_url(self._base, question, resume), "listing")
        found.fetches += exchange.fetches
        if exchange.page is None:
            if exchange.reject is not None:
                found.rejects.append(exchange.reject)
            return None
        try:
            return await asyncio.to_thread(read_answer, exchange.page.body, {site_name(self._source)})
        except ListingError as error:
            self._note(found, error.reason, error.detail, exchange.page.url)
            return None

    async def _get(self, url: str, purpose: Purpose) -> Exchange:
        """Ask the archive; where it refuses for the moment, all rest and ask again, and then no more."""
        async with self._turn:
            for rests in range(RESTS + 1):
                if self.shut is not None:
                    return Exchange("failed", None, (), replace(self.shut, url=url), Validators())
                exchange = await self._fetcher.get(url, self._guest, purpose)
                if exchange.reject is None or exchange.reject.reason not in _WAITS:
                    return exchange
                if rests < RESTS:
                    await self._sleep(_rest(exchange.fetches[-1] if exchange.fetches else None))
            self.shut = exchange.reject
            return exchange

    def _sort(self, seen: Mapping[str, Capture], window: Period, found: Found) -> None:
        """Give each article to a day of the window: that of its address, else that of its capture."""
        for key, capture in seen.items():
            if not is_article(capture.url, self._source.urls):
                found.left_out += 1
                continue
            day = _day(capture, window, self._zone)
            if day is not None:
                found.by_day.setdefault(day, {})[key] = capture

    def _note(self, found: Found, reason: str, detail: str, url: str | None = None) -> None:
        found.rejects.append(Reject("discover", reason, url or self._base, detail, self._source.id))
        found.whole = False

    def _own(self, reject: Reject | None, capture: Capture) -> Reject | None:
        return replace(reject, url=capture.url, detail=f"{reject.detail} (at {reject.url})") if reject else None


def is_article(url: str, urls: Urls) -> bool:
    """Say whether an address can be an article's: by the source's patterns; where it has none, by its shape."""
    parts = urlsplit(url)
    if is_front_page(parts.path, parts.query) or any(re.search(pattern, url) for pattern in urls.deny):
        return False
    if urls.allow:
        return any(re.search(pattern, url) for pattern in urls.allow)
    return bool(patterns_of(url))


def _pattern(urls: Urls) -> str | None:
    """Return the source's patterns as one for the index, without those that Java would read in another way."""
    plain = all("(?" not in pattern.replace("(?:", "(") for pattern in urls.allow)
    return "|".join(urls.allow) if urls.allow and plain else None


def _keep_earliest(seen: dict[str, Capture], capture: Capture) -> None:
    try:
        key = url_key(capture.url)
    except ValueError:
        return
    if key not in seen or capture.at < seen[key].at:
        seen[key] = capture


def _day(capture: Capture, window: Period, zone: ZoneInfo) -> date | None:
    """Return the day of the window to which a capture belongs, None if to none."""
    captured = capture.at.astimezone(zone).date()
    named = permalink_period(capture.url)
    if named is None:
        return captured if captured <= window.last else None
    if not named.overlaps(window.widened()):
        return None
    return min(max(named.day or min(captured, named.last), window.first), window.last)


def _guest(base: str, source: Source) -> Source:
    """Return the source as it is at the archive: seconds between requests, one at a time."""
    here = is_loopback_name(urlsplit(base).hostname or "")
    asked = source.politeness
    politeness = msgspec.structs.replace(
        asked,
        delay_seconds=asked.delay_seconds if here else max(asked.delay_seconds, DELAY),
        max_concurrency=1,
        timeout_seconds=max(asked.timeout_seconds, _SECONDS),
        max_bytes=max(asked.max_bytes, _INDEX_BYTES),
        respect_robots=False,
        allow_private_addresses=asked.allow_private_addresses or here,
    )
    return msgspec.structs.replace(source, politeness=politeness, render=False)


def _rest(fetch: Fetch | None) -> float:
    """Return how long the archive is left alone: as long as it said, within bounds."""
    said = (fetch.header("retry-after") or "").strip() if fetch else ""
    return min(max(float(said), 1.0), LONGEST_REST) if said.isascii() and said.isdigit() else REST


def _dated(exchange: Exchange, capture: Capture) -> Exchange:
    """Return an exchange whose page is that of the site at the time of the capture; the archive's ETag is not its."""
    last, page = exchange.fetches[-1], exchange.page
    if page is None:
        return exchange
    kept = tuple((name, value) for name, value in last.headers if name == "content-type")
    fetch = replace(
        last,
        purpose="document",
        url=capture.url,
        final_url=capture.url,
        fetched_at=capture.at,
        headers=(*kept, ("content-location", last.final_url)),
    )
    page = replace(page, url=capture.url, final_url=capture.url, fetched_at=capture.at, rights=None)
    return replace(exchange, page=page, fetches=(*_aside(exchange.fetches[:-1]), fetch), validators=Validators())


def _aside(fetches: tuple[Fetch, ...]) -> tuple[Fetch, ...]:
    """Return exchanges that brought no page as what does not count among those with the site itself."""
    return tuple(replace(fetch, purpose="robots") for fetch in fetches)
